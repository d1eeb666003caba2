import type { PipelineCreate } from '../../../generated/pipeline-service/pipeline-create/types.ts';
import type { Pipeline } from '../../../generated/pipeline-service/pipeline/types.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import type { AnyPipeline } from '../pipeline-executor.ts';
import type { Stage } from '../stage.ts';

/** A pipeline as the records know it: each action with where its code is, and which contract it keeps. */
export function describePipeline({ name, description, stages }: AnyPipeline): PipelineCreate {
  const actions = stages.map((stage) => ({ name: stage.name, entrypoint: entrypointOf(stage) }));
  return { name: name.slice(0, 255), actions: actions as unknown as PipelineCreate['actions'], ...(description !== '' && { description }) };
}

/** Throws OTHER_PIPELINE where a run is of other actions, or of other contracts of theirs. */
export function refuseOtherPipeline(runId: string, pipeline: AnyPipeline, { actions, name }: Pipeline): void {
  const [was = [], is = []] = [actions, describePipeline(pipeline).actions].map((list) =>
    list.map((action) => `${action.name} ${action.entrypoint ?? ''}`),
  );
  const at = (was.length > is.length ? was : is).findIndex((_, index) => was[index] !== is[index]);
  if (at < 0) return;
  throw new ActionsmithError(
    `run ${runId} is of the pipeline ${name} as it was then, and action ${at + 1} is another one now: ${was[at] ?? 'none'} then, ${is[at] ?? 'none'} now`,
    { code: 'OTHER_PIPELINE' },
  );
}

function entrypointOf({ action, name }: Stage): string {
  if (typeof action !== 'function') return `${action.plugin}/${action.entrypoint}@${action.contractHash}`;
  const ref = 'ref' in action ? action.ref : undefined;
  return ref ? `${ref.plugin}/${ref.action}@${ref.contractHash}` : `${action.name || name}`;
}
