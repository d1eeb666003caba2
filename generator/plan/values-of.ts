import type { ActionModel } from '../model/plugin-model.ts';

/** Every schema of an action, in the order of its validators. */
export function valuesOf(action: ActionModel): NonNullable<ActionModel['params']>[] {
  return [
    action.params,
    action.result,
    ...action.steps.map((step) => step.output),
    ...action.routes.flatMap(({ request, response }) => [request, response]),
  ].filter((value) => value !== undefined);
}
