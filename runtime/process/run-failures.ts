import { getEventListeners } from 'node:events';
import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { ExecutionError } from '../errors/execution-error.ts';
import { isOfTheToolkit } from '../steps/settle-or-abandon.ts';

/** What no `try` of ours has seen looks like what one has: an error of the toolkit with the author's as its cause. */
export function asFailure(error: unknown): ExecutionError {
  if (isFailure(error)) return error;
  if (isActionsmithError(error)) return new ExecutionError(error.message, { code: error.code, details: error.details, cause: error });
  return new ExecutionError(`the action failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
}

export function isFailure(error: unknown): error is ExecutionError {
  return isActionsmithError(error) && error.name === 'ExecutionError';
}

/** Node's own exit code for a module that awaits what never settles is 13. */
export function isUnsettled(code: number): boolean {
  return code === 0 || code === 13;
}

/** Why a run has no result whose process has nothing left to do, or was ended by the action. */
export function endedEarly(code: number): ExecutionError {
  const message = isUnsettled(code)
    ? 'the action ended without a result: it called process.exit, or waits for something that can no longer happen'
    : `the action ended its process with exit code ${code} before it had a result`;
  return new ExecutionError(message, { code: 'ENDED_EARLY' });
}

/** True where the author's code waits for the run to be stopped: he may wait for nothing else, and then does not wait in vain. */
export function isAwaited(signal: AbortSignal): boolean {
  return getEventListeners(signal, 'abort').some((listener) => !isOfTheToolkit(listener));
}
