import { randomUUID } from 'node:crypto';
import type { PipelineRun } from '../../../generated/pipeline-service/pipeline-run/types.ts';
import type { AnyPipeline, PipelineSubmitOptions } from '../pipeline-executor.ts';
import type { PipelineRecords } from '../records.ts';
import { describePipeline } from './describe-pipeline.ts';

/** A run of a pipeline in the records, pending. The same run for the same key; without one, asking again after an answer that was lost makes no second run. */
export async function beginRun(
  records: PipelineRecords,
  pipeline: AnyPipeline,
  params: unknown,
  { key = randomUUID(), workDir }: PipelineSubmitOptions,
): Promise<PipelineRun> {
  const { id } = await records.createPipeline({ ...describePipeline(pipeline), key });
  return records.createRun(id, { params: params as Record<string, unknown>, key, ...(workDir !== undefined && { work_dir: workDir }) });
}
