import type { RuntimeContext } from '../context/runtime-context.ts';
import type { DataType } from '../data-types/data-type.ts';
import type { StandardSchemaV1 } from '../validation/standard-schema.ts';
import type { ActionRef } from './action-spec.ts';
import type { BaseAction } from './base-action.ts';
import type { DefinedAction } from './define-action.ts';
import type { PluginCategory, ResultValidation } from './enums.ts';
import type { NoResult } from './no-result.ts';

/** A class that extends BaseAction and can be constructed. `ActionClass` alone takes every one of them. */
export interface ActionClass<P = never, R = unknown> {
  new (params: P, ctx: RuntimeContext): BaseAction<unknown, R>;
  readonly name: string;
  readonly actionName: string | undefined;
  readonly category: PluginCategory | undefined;
  readonly inputType: DataType | string | undefined;
  readonly outputType: DataType | string | undefined;
  readonly paramsModel: StandardSchemaV1 | undefined;
  readonly resultModel: StandardSchemaV1 | NoResult | undefined;
  readonly resultValidation: ResultValidation;
  readonly ref: ActionRef | undefined;
}

/** Anything that runs. */
export type AnyAction = ActionClass | DefinedAction;

/** What the action takes before defaults: the input of its schema, else the type of its params. */
export type ParamsOf<A> = A extends { readonly paramsModel: StandardSchemaV1<infer I> }
  ? I
  : A extends DefinedAction<infer I>
    ? I
    : A extends new (params: infer P, ctx: RuntimeContext) => unknown
      ? P
      : never;

/** What the action gives. */
export type ResultOf<A> = A extends new (params: never, ctx: RuntimeContext) => BaseAction<unknown, infer R>
  ? R
  : A extends (params: never, ctx: RuntimeContext) => infer R
    ? Awaited<R>
    : never;
