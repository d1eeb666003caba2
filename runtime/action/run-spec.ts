import type { RuntimeContext } from '../context/runtime-context.ts';
import type { ActionSpec } from './action-spec.ts';
import { loadAction } from './load-action.ts';
import { type RunOverrides, runAction } from './run-action.ts';

/** Loads the author's code for an action and runs it. The contract's word counts more than the class's: it is what callers were told. */
export async function runSpec(
  spec: ActionSpec,
  params: unknown,
  ctx: RuntimeContext,
  options: Pick<RunOverrides, 'graceMs' | 'onStart'> = {},
): Promise<unknown> {
  const { name, resultValidation, plugin, contractHash } = spec;
  return runAction(await loadAction(spec), params, ctx, {
    name,
    params: spec.params,
    result: spec.result,
    resultValidation,
    ref: { plugin, action: name, contractHash },
    ...options,
  });
}
