import type { ActionModel, BaseKind, PluginModel } from '../model/plugin-model.ts';
import { type Code, docComment, identifier, literal } from './code.ts';
import type { EmitContext } from './emit-context.ts';
import { ownedHeader } from './header.ts';
import { render, type View } from './render.ts';
import { placeSteps } from './place-steps.ts';
import { collectsResult, runsByItself } from './runs-by-itself.ts';
import { siblingModules } from './sibling-modules.ts';
import template from './templates/action.hbs';

/** The class of the runtime that an action's generated base extends. */
const BASE_CLASSES: Readonly<Record<BaseKind, string>> = {
  base: 'BaseAction',
  train: 'BaseTrainAction',
  export: 'BaseExportAction',
  inference: 'BaseInferenceAction',
  dataset: 'DatasetAction',
  upload: 'BaseUploadAction',
  add_task_data: 'AddTaskDataAction',
  deployment: 'BaseDeploymentAction',
  serve: 'BaseAction',
};

/** generated/<action>/action.ts: the abstract class that binds the schemas, the category and the steps of an action. */
export function emitActionBase(action: ActionModel, { dataTypes }: PluginModel, { pluginCode, ending }: EmitContext): string {
  const directions = [action.inputType, action.outputType];
  return render(template, {
    header: ownedHeader(),
    modules: siblingModules(ending),
    stem: identifier(action.stem),
    baseClass: identifier(BASE_CLASSES[action.base]),
    doc: docComment([describeAction(action)]),
    name: literal(action.key),
    category: literal(action.category),
    hasOwnTypes: directions.some((name) => name !== undefined && dataTypes.has(name)),
    inputType: viewDataType(action.inputType, dataTypes),
    outputType: viewDataType(action.outputType, dataTypes),
    hasValidators: action.params !== undefined || action.result !== undefined,
    params: action.params && { validator: identifier(action.params.validator) },
    result: action.result && { validator: identifier(action.result.validator) },
    resultValidation: literal(action.resultValidation),
    pluginCode: literal(pluginCode),
    contractHash: literal(action.contractHash),
    hasSteps: action.steps.length > 0,
    needsExecute: !runsByItself(action),
    isPlaced: action.order !== undefined,
    collectsResult: collectsResult(action),
    steps: placeSteps(action),
  });
}

/** `Train Model: Train on one dataset`, for doc comments. */
export function describeAction(action: ActionModel): string {
  return [action.title, action.description].filter((part) => part !== '').join(': ');
}

/** A standard type is its name; one of the plugin's own comes with what it extends, which nobody else knows. */
export function dataTypeLiteral(name: string, own: PluginModel['dataTypes']): Code {
  return literal(own.get(name) ?? name);
}

function viewDataType(name: string | undefined, own: PluginModel['dataTypes']): View | undefined {
  if (name === undefined) return undefined;
  return { type: identifier(own.has(name) ? 'DataType' : 'string'), value: dataTypeLiteral(name, own) };
}
