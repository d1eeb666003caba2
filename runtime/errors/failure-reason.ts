import { isActionsmithError } from './actionsmith-error.ts';
import type { ExecutionError } from './execution-error.ts';

/**
 * What a run fails of when its signal aborts with an ExecutionError: something outside of its own promise went wrong, such as an error in a callback.
 * Any other reason of an abort is a cancellation.
 */
export function failureReason(signal: AbortSignal): ExecutionError | undefined {
  const reason: unknown = signal.reason;
  return isActionsmithError(reason) && reason.name === 'ExecutionError' ? reason : undefined;
}
