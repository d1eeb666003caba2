import type { ActionModel, ValueModel } from '../model/plugin-model.ts';
import type { TypeRoot } from '../model/types/index.ts';
import { valuesOf } from '../plan/plan-files.ts';

/** The types of an action, which are made and named together. */
export function typeRoots(action: ActionModel): TypeRoot[] {
  return valuesOf(action).flatMap(rootsOf);
}

/** The type after defaults comes first: where they change nothing, the input type is an alias of it. */
function rootsOf({ typeName, inputTypeName, root, closed }: ValueModel): TypeRoot[] {
  const output: TypeRoot = { name: typeName, root, direction: 'output', closeRoot: closed };
  return inputTypeName === typeName ? [output] : [output, { name: inputTypeName, root, direction: 'input', closeRoot: closed }];
}
