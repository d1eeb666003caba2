/** Entry `actionsmith/executors`: where runs happen. */
export { LocalExecutor, type LocalExecutorOptions } from './local-executor.ts';
export { RayActorExecutor } from './ray-actor-executor.ts';
export type { MapOptions, RayActorExecutorOptions } from './ray-actor-options.ts';
export { RayJobExecutor, type RayJobExecutorOptions, type ResumeOptions, type SubmitOptions } from './ray-job-executor.ts';
export { RayJobsApiExecutor } from './ray-jobs-api-executor.ts';
export { RayRun } from './ray-run.ts';
export { isFinal, type LogOptions, type Run, type RunState, type RunStatus } from './run.ts';
export { readLines } from './read-lines.ts';
export { shutdownTasks } from './shared-actors.ts';
export { TaskRun } from './task-run.ts';
