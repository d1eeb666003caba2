import type { RuntimeContext } from '../context/runtime-context.ts';
import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { ExecutionError } from '../errors/execution-error.ts';
import { failureReason } from '../errors/failure-reason.ts';
import { isRunCancelled, RunCancelled } from '../errors/run-cancelled.ts';
import { secretsInParams } from '../redaction/secret-places.ts';
import { isStepError } from '../errors/step-error.ts';
import { RUN_GRACE_MS, settleOrAbandon, settleOrGiveUp } from '../steps/settle-or-abandon.ts';
import type { StandardSchemaV1 } from '../validation/standard-schema.ts';
import type { ActionClass, AnyAction } from './action-class.ts';
import type { ActionRef } from './action-spec.ts';
import type { RunHooks } from './base-action.ts';
import { checkParams } from './check-params.ts';
import { checkResult } from './check-result.ts';
import { isDefinedAction } from './define-action.ts';
import type { ResultValidation } from './enums.ts';
import type { NoResult } from './no-result.ts';
import { runObserver } from './run-observer.ts';

/** What the contract says, where the author's class does not say it itself. */
export interface RunOverrides {
  readonly name?: string | undefined;
  readonly params?: StandardSchemaV1 | undefined;
  readonly result?: StandardSchemaV1 | undefined;
  readonly resultValidation?: ResultValidation | undefined;
  readonly ref?: ActionRef | undefined;
  /** How long a cancelled action may take to clean up before it is given up, in milliseconds. */
  readonly graceMs?: number | undefined;
  /** Told the params, checked and completed, right before the action begins. */
  readonly onStart?: ((params: unknown) => void) | undefined;
}

/**
 * The one path of every run, in this process or on a cluster: params are checked and completed, the action runs, its result is checked.
 * Throws ValidationError, StepError, RunCancelled, or ExecutionError with what the author's code threw as `cause`; an error of the toolkit that
 * the author throws is left as it is. No error holds a secret of the run. Reports `started`; who asked for the run reports its `result` or `failed`.
 */
export async function runAction(action: AnyAction, params: unknown, ctx: RuntimeContext, overrides: RunOverrides = {}): Promise<unknown> {
  try {
    const observer = runObserver();
    if (observer === undefined) return await run(action, params, ctx, overrides);
    const { name, ref } = describeContract(action, overrides);
    return await observer.observe({ name, plugin: ref?.plugin }, ctx, (own) => run(action, params, own, overrides));
  } catch (error) {
    throw ctx.redactor.redactError(error); // it goes to where nobody knows the secrets of the run
  }
}

async function run(action: AnyAction, params: unknown, ctx: RuntimeContext, overrides: RunOverrides): Promise<unknown> {
  const contract = describeContract(action, overrides);
  const { graceMs = RUN_GRACE_MS } = overrides;
  ctx.redactor.add(...secretsInParams(contract.params, params));
  const checked = await checkParams(contract.params, params);
  ctx.redactor.add(...secretsInParams(contract.params, checked));
  throwIfCancelled(ctx.signal);
  overrides.onStart?.(checked);
  ctx.logger.write({
    type: 'started',
    time: Date.now(),
    action: contract.name,
    ...(contract.ref && { plugin: contract.ref.plugin, contractHash: contract.ref.contractHash }),
    ...(ctx.jobId !== undefined && { jobId: ctx.jobId }),
  });
  let isChecked = false;
  const check = (value: unknown): Promise<unknown> => {
    isChecked = true;
    return checkResult(contract.result, value, contract.resultValidation, ctx.logger);
  };
  let endsByItself = false;
  const onSteps = (): void => void (endsByItself = overrides.graceMs === undefined);
  const hooks = { graceMs, checkResult: check, contractHash: contract.ref?.contractHash, onSteps };
  const result = await runGuarded(
    () => start(action, checked, ctx, hooks),
    ctx.signal,
    contract.name,
    () => (endsByItself ? Infinity : graceMs),
  );
  return isChecked ? result : check(result);
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
function start(action: AnyAction, params: unknown, ctx: RuntimeContext, hooks: RunHooks & { readonly graceMs: number }): unknown {
  if (!isDefinedAction(action)) return new action(params as never, ctx).run(hooks);
  return settleOrGiveUp(() => action(params as never, ctx), ctx.signal, hooks.graceMs);
}

async function runGuarded(run: () => unknown, signal: AbortSignal, name: string, graceMs: () => number): Promise<unknown> {
  try {
    const result = await settleOrAbandon(run, signal, graceMs);
    throwIfFailed(signal);
    return result;
  } catch (error) {
    if (isStepError(error)) throw error; // whatever went wrong while its steps were undone came later
    throwIfFailed(signal, error);
    if (isRunCancelled(error)) throw error;
    throwIfCancelled(signal, error);
    if (isActionsmithError(error)) throw error;
    throw new ExecutionError(`action ${name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Where the run has failed elsewhere. The step engine has said so itself, with what was undone. */
function throwIfFailed(signal: AbortSignal, thrown?: unknown): void {
  const failure = failureReason(signal);
  if (failure === undefined) return;
  throw isActionsmithError(thrown) && thrown.message === failure.message ? thrown : failure;
}

function throwIfCancelled(signal: AbortSignal, cause?: unknown): void {
  if (!signal.aborted) return;
  const message = isRunCancelled(signal.reason) ? signal.reason.message : 'the run was cancelled';
  throw new RunCancelled(message, cause === undefined ? {} : { cause });
}
