/* Guide: Async Progress Streaming. */
export { ActionPipeline, type ActionPipelineOptions } from './action-pipeline.ts';
export { LocalPipelineExecutor, type LocalPipelineExecutorOptions } from './local/local-pipeline-executor.ts';
export { RayPipelineExecutor, type RayPipelineExecutorOptions } from './ray/ray-pipeline-executor.ts';
export type { PipelineExecutor, PipelineSubmitOptions, PipelineWaitOptions } from './pipeline-executor.ts';
export { PipelineRun } from './pipeline-run.ts';
export type { PipelineAction, PipelineParams, PipelineResult } from './pipeline-types.ts';
export type { ActionProgress, ActionStatus, PipelineProgress, PipelineStatus } from './pipeline-progress.ts';
export { isOver } from './pipeline-progress.ts';
export { displayProgressAsync, type DisplayOptions } from './display/display-progress.ts';
export { printProgressSummary } from './display/print-summary.ts';
export { PipelineService, type ListOptions, type LogQuery, type PipelineServiceOptions } from './client/pipeline-service.ts';
export { openPipelineServer } from './service/open-pipeline-server.ts';
export type { PipelineServer, PipelineServerOptions } from './service/server.ts';
