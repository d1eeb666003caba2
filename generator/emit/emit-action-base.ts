import type { ActionModel, BaseKind } from '../model/plugin-model.ts';
import { docComment, identifier, literal } from './code.ts';
import type { EmitContext } from './emit-context.ts';
import { ownedHeader } from './header.ts';
import { render } from './render.ts';
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
export function emitActionBase(action: ActionModel, { pluginCode, ending }: EmitContext): string {
  return render(template, {
    header: ownedHeader(),
    modules: siblingModules(ending),
    stem: identifier(action.stem),
    baseClass: identifier(BASE_CLASSES[action.base]),
    doc: docComment([describeAction(action)]),
    name: literal(action.key),
    category: literal(action.category),
    inputType: action.inputType === undefined ? undefined : literal(action.inputType),
    outputType: action.outputType === undefined ? undefined : literal(action.outputType),
    hasValidators: action.params !== undefined || action.result !== undefined,
    params: action.params && { validator: identifier(action.params.validator) },
    result: action.result && { validator: identifier(action.result.validator) },
    resultValidation: literal(action.resultValidation),
    pluginCode: literal(pluginCode),
    contractHash: literal(action.contractHash),
    hasSteps: action.steps.length > 0,
    steps: action.steps.map((step) => ({ name: literal(step.name) })),
  });
}

/** `Train Model: Train on one dataset`, for doc comments. */
export function describeAction(action: ActionModel): string {
  return [action.title, action.description].filter((part) => part !== '').join(': ');
}
