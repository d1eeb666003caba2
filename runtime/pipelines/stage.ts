import { readActionSchemas } from '../discovery/read-action-schemas.ts';
import type { AnyAction } from '../action/action-class.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import type { BoundAction } from '../action/bind-action.ts';
import { isDefinedAction } from '../action/define-action.ts';
import type { DataType } from '../data-types/data-type.ts';
import { pluginFolderOf } from '../discovery/plugin-folder.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import type { StandardSchemaV1 } from '../validation/standard-schema.ts';
import type { PlacedSchema } from '../discovery/read-action-schemas.ts';
import { acceptedFields } from './check/accepted-fields.ts';
import { describeModel } from './check/describe-model.ts';
import type { PipelineAction } from './pipeline-types.ts';

/** One action of a pipeline, as it stands there. */
export interface Stage {
  /** Its own name; a second one of the same name is `download_2`. */
  readonly name: string;
  readonly action: AnyAction | ActionSpec;
  /** The plugin's folder, where the action knows it itself. */
  readonly folder: string | undefined;
  readonly inputType: DataType | string | undefined;
  readonly outputType: DataType | string | undefined;
}

/** The same with what is known of the values that it takes and gives. */
export interface DescribedStage extends Stage {
  /** Of its plugin, or the one that the pipeline was given. */
  readonly folder: string;
  readonly params: PlacedSchema | undefined;
  readonly result: PlacedSchema | undefined;
  /** The fields that it takes; undefined: it takes whatever it is given. */
  readonly accepts: readonly string[] | undefined;
}

/** The actions in their order, each under a name of its own. */
export function makeStages(actions: readonly PipelineAction[]): Stage[] {
  const taken = new Set<string>();
  return actions.map((given) => {
    const stage = stageOf(given);
    let name = stage.name;
    for (let count = 2; taken.has(name); count++) name = `${stage.name}_${count}`;
    taken.add(name);
    return { ...stage, name };
  });
}

/** `folder`: of the plugin, for actions that do not know it. Throws CONTRACT_INVALID, and PLUGIN_NOT_FOUND for a generated class whose plugin is not there. */
export async function describeStage(stage: Stage, folder: string): Promise<DescribedStage> {
  const { params, result } = await schemasOf(stage, folder);
  return { ...stage, folder: stage.folder ?? folder, params, result, accepts: params && acceptedFields(params) };
}

async function schemasOf(stage: Stage, folder: string): Promise<{ params?: PlacedSchema | undefined; result?: PlacedSchema | undefined }> {
  const { action } = stage;
  const ref =
    typeof action !== 'function' ? { plugin: action.plugin, action: action.name } : isDefinedAction(action) ? undefined : action.ref;
  if (ref) {
    const there = stage.folder ?? folder;
    const found = await readActionSchemas(there, ref.plugin, ref.action).catch((error: unknown) => {
      if (stage.folder === undefined) throw otherFolder(stage.name, ref.plugin, there, error);
      throw error;
    });
    if (found !== undefined) return found;
    throw otherFolder(stage.name, ref.plugin, there);
  }
  const { params, result } = isDefinedAction(action)
    ? action.definition
    : typeof action === 'function'
      ? { params: action.paramsModel, result: action.resultModel }
      : action;
  const label = typeof action === 'function' ? action.name || stage.name : stage.name;
  return {
    params: describeModel(params, 'input', `params of ${label}`),
    result: describeModel(result as StandardSchemaV1 | undefined, 'output', `result of ${label}`),
  };
}

function stageOf(given: PipelineAction): Stage {
  if (typeof given === 'function') {
    if (isDefinedAction(given))
      return { name: given.definition.name, action: given, folder: undefined, inputType: undefined, outputType: undefined };
    const { inputType, outputType, actionName, name } = given;
    return { name: actionName ?? (name || 'action'), action: given, folder: undefined, inputType, outputType };
  }
  const spec = isBound(given) ? given.registry.get(given.actionName) : given;
  const url = isBound(given) ? given.registry.plugin.url : undefined;
  const { inputType, outputType } = spec;
  return { name: spec.name, action: spec, folder: url === undefined ? undefined : pluginFolderOf(url), inputType, outputType };
}

function isBound(given: BoundAction<never, unknown> | ActionSpec): given is BoundAction<never, unknown> {
  return 'registry' in given;
}

function otherFolder(name: string, plugin: string, folder: string, cause?: unknown): ActionsmithError {
  return new ActionsmithError(
    `action ${name} was generated from plugin ${plugin}, and ${folder} does not hold it: give its folder as pluginFolder, or the action as generated/plugin.ts exports it`,
    { code: 'PLUGIN_NOT_FOUND', cause },
  );
}
