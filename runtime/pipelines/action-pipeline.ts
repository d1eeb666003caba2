import { checkParams } from '../action/check-params.ts';
import { isDefinedAction } from '../action/define-action.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import type { StandardSchemaV1 } from '../validation/standard-schema.ts';
import { checkChain, checkDataTypes } from './check/check-chain.ts';
import type { PipelineExecutor, PipelineSubmitOptions } from './pipeline-executor.ts';
import type { PipelineRun } from './pipeline-run.ts';
import type { FittingChain, PipelineAction, PipelineParams, PipelineResult } from './pipeline-types.ts';
import { type DescribedStage, describeStage, makeStages, type Stage } from './stage.ts';
import { takeAccepted } from './take-accepted.ts';

export interface ActionPipelineOptions {
  /** Default: the names of its actions. */
  readonly name?: string;
  readonly description?: string;
  /** The plugin's folder, for classes that were generated from it; default: the one you stand in. */
  readonly pluginFolder?: string;
}

/**
 * Guide: Async Progress Streaming. Actions one after another: each is given the pipeline's params and, over them, the results of the actions before it, as far
 * as it takes them. Neighbours that do not fit are errors of the compiler where types tell, and `check` and `submit` refuse them before anything runs.
 */
export class ActionPipeline<const T extends readonly PipelineAction[] = readonly PipelineAction[]> {
  readonly name: string;
  readonly description: string;
  readonly stages: readonly Stage[];
  readonly #folder: string;

  /** Throws PIPELINE_EMPTY, and ValidationError PIPELINE_INCOMPATIBLE for kinds of data that do not fit. */
  constructor(
    actions: readonly [...T] & FittingChain<T>,
    { name, description = '', pluginFolder = process.cwd() }: ActionPipelineOptions = {},
  ) {
    if (actions.length === 0) throw new ActionsmithError('a pipeline has at least one action', { code: 'PIPELINE_EMPTY' });
    this.stages = makeStages(actions as readonly PipelineAction[]);
    this.name = name ?? this.stages.map((stage) => stage.name).join(' | ');
    this.description = description;
    this.#folder = pluginFolder;
    checkDataTypes(this.stages);
  }

  get length(): number {
    return this.stages.length;
  }

  /** Starts a run of it, and gives its handle. Throws what `check` throws. */
  submit(
    params: PipelineParams<T>,
    executor: PipelineExecutor,
    options: PipelineSubmitOptions = {},
  ): Promise<PipelineRun<PipelineResult<T>>> {
    return executor.submit(this, params, options);
  }

  /**
   * What is known of each action, once all that can be told before is right: kinds of data, every field that is needed against what is there by then, and
   * the first action's params. Throws ValidationError PIPELINE_INCOMPATIBLE with both places of what does not fit, or PARAMS_INVALID.
   */
  async check(params: PipelineParams<T>): Promise<DescribedStage[]> {
    const given = params as Readonly<Record<string, unknown>>;
    const described = await Promise.all(this.stages.map((stage) => describeStage(stage, this.#folder)));
    checkChain(described, given);
    const [first] = described;
    await checkParams(paramsModelOf(first!), takeAccepted(given, first!.accepts));
    return described;
  }
}

function paramsModelOf({ action }: Stage): StandardSchemaV1 | undefined {
  if (typeof action !== 'function') return action.params;
  return isDefinedAction(action) ? action.definition.params : action.paramsModel;
}
