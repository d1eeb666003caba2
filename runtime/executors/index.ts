/** Entry `actionsmith/executors`: where runs happen. */
export { LocalExecutor, type LocalExecutorOptions } from './local-executor.ts';
export { RayJobExecutor, type RayJobExecutorOptions, type ResumeOptions, type SubmitOptions } from './ray-job-executor.ts';
export { RayJobsApiExecutor } from './ray-jobs-api-executor.ts';
export { RayRun } from './ray-run.ts';
export { isFinal, type Run, type RunStatus } from './run.ts';
