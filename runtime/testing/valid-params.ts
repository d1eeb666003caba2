import type { ActionClass, ParamsOf } from '../action/action-class.ts';
import { checkParams } from '../action/check-params.ts';

/** The params of an action as its steps see them: checked, and completed with defaults. Throws ValidationError. */
export async function validParams<A extends ActionClass>(action: A, params: ParamsOf<A>): Promise<PassedTo<A>> {
  return (await checkParams(action.paramsModel, params)) as PassedTo<A>;
}

type PassedTo<A extends ActionClass> = InstanceType<A> extends { readonly params: infer P } ? P : never;
