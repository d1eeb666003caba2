import type { ActionModel, StepModel } from '../model/plugin-model.ts';
import { stepFile } from '../plan/plan-files.ts';
import { docComment, identifier, literal, propertyKey } from './code.ts';
import { describeAction } from './emit-action-base.ts';
import { describeStep } from './emit-step-bases.ts';
import type { EmitContext } from './emit-context.ts';
import { moduleSpecifier } from './module-specifier.ts';

import { render, type View } from './render.ts';
import { collectsResult, runsByItself } from './runs-by-itself.ts';
import actionTemplate from './templates/action-scaffold.hbs';
import serveTemplate from './templates/serve-scaffold.hbs';
import stepTemplate from './templates/step-scaffold.hbs';

/** The author's file with the classes of the actions that name it as entrypoint. Written once. */
export function emitActionScaffold(actions: readonly ActionModel[], context: EmitContext): string {
  if (actions.length === 1 && actions[0]?.base === 'serve') return emitServeScaffold(actions[0], context);
  const views = actions.map((action) => viewAction(action, context));
  return render(actionTemplate, {
    needsUnfilled: views.some(({ executes, importsContext }) => executes === true || importsContext === true),
    actions: views,
  });
}

function emitServeScaffold({ stem, entrypoint, folder, routes, ...action }: ActionModel, { out, ending }: EmitContext): string {
  const { file, className } = entrypoint;
  return render(serveTemplate, {
    stem: identifier(stem),
    className: identifier(className),
    doc: docComment([describeAction({ ...action, stem, entrypoint, folder, routes })]),
    module: moduleSpecifier(file, `${out}/${folder}/action`, ending),
    getModelMember: literal(`_getModel() of ${className}`),
    inferMember: literal(`infer() of ${className}`),
    routes: routes.map(({ name, method, path }) => ({
      method: identifier(method.toLowerCase()),
      path: literal(path),
      member: literal(`${name} of ${className}`),
    })),
  });
}

function viewAction(action: ActionModel, { out, ending }: EmitContext): View {
  const { file, className } = action.entrypoint;
  const hasSteps = action.steps.length > 0;
  const collects = collectsResult(action);
  const executes = !hasSteps && !runsByItself(action);
  return {
    stem: identifier(action.stem),
    className: identifier(className),
    doc: docComment([describeAction(action)]),
    module: moduleSpecifier(file, `${out}/${action.folder}/action`, ending),
    stepsModule: moduleSpecifier(file, `${out}/${action.folder}/steps`, ending),
    hasSteps,
    executes,
    importsResult: executes || collects,
    importsContext: collects,
    steps: action.steps.map((step) => ({
      key: propertyKey(step.name),
      className: identifier(step.className),
      module: moduleSpecifier(file, withoutEnding(stepFile(action, step.file)), ending),
    })),
    executeMember: literal(`execute() of ${className}`),
    collectMember: literal(`collectResult() of ${className}`),
  };
}

/** The author's file with the class of one step. Written once. */
export function emitStepScaffold(action: ActionModel, step: StepModel, { out, ending }: EmitContext): string {
  const file = withoutEnding(stepFile(action, step.file));
  return render(stepTemplate, {
    className: identifier(step.className),
    doc: docComment([describeStep(step)]),
    module: moduleSpecifier(file, `${out}/${action.folder}/steps`, ending),
    typesModule: moduleSpecifier(file, `${out}/${action.folder}/types`, ending),
    output: step.output && { typeName: identifier(step.output.typeName) },
    skippable: step.skippable,
    rollback: step.rollback,
    executeMember: literal(`execute() of ${step.className}`),
    rollbackMember: literal(`rollback() of ${step.className}`),
  });
}

function withoutEnding(path: string): string {
  return path.replace(/\.ts$/, '');
}
