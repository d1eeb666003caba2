import type { RuntimeContext } from '../context/runtime-context.ts';
import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { ExecutionError } from '../errors/execution-error.ts';
import { isRunCancelled, RunCancelled } from '../errors/run-cancelled.ts';
import { DEFAULT_GRACE_MS, settleOrAbandon } from '../steps/settle-or-abandon.ts';
import type { StandardSchemaV1 } from '../validation/standard-schema.ts';
import type { ActionClass, AnyAction } from './action-class.ts';
import type { ActionRef } from './action-spec.ts';
import { checkParams } from './check-params.ts';
import { checkResult } from './check-result.ts';
import { isDefinedAction } from './define-action.ts';
import type { ResultValidation } from './enums.ts';
import type { NoResult } from './no-result.ts';

/** What the contract says, where the author's class does not say it itself. */
export interface RunOverrides {
  readonly name?: string | undefined;
  readonly params?: StandardSchemaV1 | undefined;
  readonly result?: StandardSchemaV1 | undefined;
  readonly resultValidation?: ResultValidation | undefined;
  readonly ref?: ActionRef | undefined;
  /** How long a cancelled action may take to clean up before it is given up, in milliseconds. */
  readonly graceMs?: number | undefined;
}

/**
 * The one path of every run, in this process or on a cluster: params are checked and completed, the action runs, its result is checked.
 * Throws ValidationError, StepError, RunCancelled, or ExecutionError with what the author's code threw as `cause`; an error of the toolkit that
 * the author throws is left as it is. Reports `started`; who asked for the run reports its `result` or `failed`.
 */
export async function runAction(action: AnyAction, params: unknown, ctx: RuntimeContext, overrides: RunOverrides = {}): Promise<unknown> {
  const contract = describeContract(action, overrides);
  const checked = await checkParams(contract.params, params);
  throwIfCancelled(ctx.signal);
  ctx.logger.write({
    type: 'started',
    time: Date.now(),
    action: contract.name,
    ...(contract.ref && { plugin: contract.ref.plugin, contractHash: contract.ref.contractHash }),
    ...(ctx.jobId !== undefined && { jobId: ctx.jobId }),
  });
  const result = await runGuarded(() => start(action, checked, ctx), ctx.signal, contract.name, overrides.graceMs ?? DEFAULT_GRACE_MS);
  return checkResult(contract.result, result, contract.resultValidation, ctx.logger);
}

interface RunContract {
  readonly name: string;
  readonly params: StandardSchemaV1 | undefined;
  readonly result: StandardSchemaV1 | NoResult | undefined;
  readonly resultValidation: ResultValidation;
  readonly ref: ActionRef | undefined;
}

function describeContract(action: AnyAction, overrides: RunOverrides): RunContract {
  const own = isDefinedAction(action) ? action.definition : describeClass(action);
  return {
    name: overrides.name ?? own.name,
    params: overrides.params ?? own.params,
    result: overrides.result ?? own.result,
    resultValidation: overrides.resultValidation ?? ('resultValidation' in own ? own.resultValidation : 'warn'),
    ref: overrides.ref ?? ('ref' in own ? own.ref : undefined),
  };
}

function describeClass(action: ActionClass): RunContract {
  const { actionName, paramsModel, resultModel, resultValidation, ref } = action;
  return { name: actionName ?? action.name, params: paramsModel, result: resultModel, resultValidation, ref };
}

/** The contract's types meet the author's here: the params have just been checked by the action's own schema. */
function start(action: AnyAction, params: unknown, ctx: RuntimeContext): unknown {
  return isDefinedAction(action) ? action(params as never, ctx) : new action(params as never, ctx).run();
}

async function runGuarded(run: () => unknown, signal: AbortSignal, name: string, graceMs: number): Promise<unknown> {
  try {
    return await settleOrAbandon(run, signal, graceMs);
  } catch (error) {
    if (isRunCancelled(error)) throw error;
    throwIfCancelled(signal, error);
    if (isActionsmithError(error)) throw error;
    throw new ExecutionError(`action ${name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function throwIfCancelled(signal: AbortSignal, cause?: unknown): void {
  if (signal.aborted) throw new RunCancelled('the run was cancelled', cause === undefined ? {} : { cause });
}
