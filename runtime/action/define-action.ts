import type { RuntimeContext } from '../context/runtime-context.ts';
import type { StandardSchemaV1 } from '../validation/standard-schema.ts';
import type { PluginCategory } from './enums.ts';
import type { NoResult } from './no-result.ts';

const BRAND: unique symbol = Symbol.for('actionsmith.defined-action') as never;

export interface ActionDefinition<I = unknown, P = I, R = unknown> {
  /** Default: the name of the function. */
  readonly name?: string;
  readonly description?: string;
  readonly params?: StandardSchemaV1<I, P>;
  readonly result?: StandardSchemaV1<unknown, R> | NoResult;
  readonly category?: PluginCategory;
}

/** A function that is an action. Call it with params that are already valid, or hand it to an executor, which validates them. */
export interface DefinedAction<I = unknown, P = never, R = unknown> {
  (params: P, ctx: RuntimeContext): R | Promise<R>;
  readonly definition: ActionDefinition<I, unknown, unknown> & { readonly name: string; readonly description: string };
}

/**
 * Guide: Function-Based Actions, `@action`. Runs wherever a class runs, but has no state, steps or data types.
 * @deprecated Write a class that extends BaseAction.
 */
export function defineAction<I = unknown, P = I, R = unknown>(
  definition: ActionDefinition<I, P, R>,
  run: (params: P, ctx: RuntimeContext) => R | Promise<R>,
): DefinedAction<I, P, R> {
  const action = (params: P, ctx: RuntimeContext): R | Promise<R> => run(params, ctx);
  const name = definition.name ?? (run.name || 'action');
  return Object.assign(action, { definition: { description: '', ...definition, name }, [BRAND]: true });
}

/** True for what `defineAction` made, whichever copy of the package made it. */
export function isDefinedAction(value: unknown): value is DefinedAction {
  return typeof value === 'function' && BRAND in value;
}
