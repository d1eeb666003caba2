import type { PipelineService } from './client/pipeline-service.ts';

/** Where runs of pipelines are remembered: the pipeline service, or the same store in this process. */
export type PipelineRecords = Pick<
  PipelineService,
  | 'createPipeline'
  | 'pipeline'
  | 'createRun'
  | 'run'
  | 'report'
  | 'updateRun'
  | 'resumeRun'
  | 'putCheckpoint'
  | 'checkpoints'
  | 'progress'
  | 'watch'
  | 'appendLogs'
  | 'close'
>;
