import type { ActionModel, BaseKind, PluginModel, ValueModel } from '../model/plugin-model.ts';
import { type Code, docComment, identifier, literal } from './code.ts';
import type { EmitContext } from './emit-context.ts';
import { ownedHeader } from './header.ts';
import { render, type View } from './render.ts';
import { placeSteps } from './place-steps.ts';
import { collectsResult, runsByItself } from './runs-by-itself.ts';
import { siblingModules } from './sibling-modules.ts';
import serveTemplate from './templates/serve.hbs';
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
  serve: 'BaseServeDeployment',
};

/** generated/<action>/action.ts: the abstract class that binds the schemas, the category and the steps of an action. */
export function emitActionBase(action: ActionModel, { dataTypes }: PluginModel, { pluginCode, ending }: EmitContext): string {
  if (action.base === 'serve') return emitServeBase(action, { pluginCode, ending });
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

/** The same for a service: its routes, with what checks them. */
function emitServeBase(action: ActionModel, { pluginCode, ending }: Pick<EmitContext, 'pluginCode' | 'ending'>): string {
  const open = identifier('unknown');
  const routes = action.routes.map(({ name, description, request, response }) => ({
    name: literal(name),
    doc: docComment([description]),
    hasDoc: description !== '',
    request: request ? identifier(request.typeName) : open,
    response: response ? identifier(response.inputTypeName) : open,
    checkRequest: viewValidator(request),
    checkResponse: viewValidator(response),
  }));
  const values = action.routes.flatMap(({ request, response }) => [request, response]).filter((value) => value !== undefined);
  return render(serveTemplate, {
    header: ownedHeader(),
    modules: siblingModules(ending),
    stem: identifier(action.stem),
    doc: docComment([describeAction(action)]),
    name: literal(action.key),
    category: literal(action.category),
    params: action.params && { validator: identifier(action.params.validator) },
    resultValidation: literal(action.resultValidation),
    pluginCode: literal(pluginCode),
    contractHash: literal(action.contractHash),
    routes,
    types: values.map(({ typeName }) => ({ name: identifier(typeName) })),
    validators: [...values, ...(action.params ? [action.params] : [])].map(({ validator }) => ({ name: identifier(validator) })),
    hasValidators: values.length > 0 || action.params !== undefined,
  });
}

function viewValidator(value: ValueModel | undefined): View | undefined {
  return value && { validator: identifier(value.validator) };
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
