import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { isValidationError } from '../errors/validation-error.ts';
import type { RetryPolicy } from './step-policy.ts';

/**
 * How long to wait before the next attempt, in milliseconds; undefined where there is none. An error that calls itself not retryable is final, and one with
 * `retryAfterMs` among its details chooses the wait. `random` gives a number from 0 to 1.
 */
export function planRetry(policy: RetryPolicy | undefined, attempt: number, error: unknown, random: () => number): number | undefined {
  if (policy === undefined || attempt >= policy.attempts || isFinal(error, policy.nonRetryable)) return undefined;
  const { delayMs = 0, factor = 1, maxDelayMs = Infinity, jitter = 'none' } = policy;
  const chosen = waitOf(error);
  if (chosen !== undefined) return Math.min(chosen, maxDelayMs);
  if (delayMs === 0) return 0; // 0 x Infinity is no time
  const wait = Math.min(delayMs * factor ** (attempt - 1), maxDelayMs);
  return jitter === 'full' ? wait * random() : wait;
}

/** The same input is as wrong the second time, and a stub is as empty. An error that says nothing about itself leaves it to the policy. */
function isFinal(error: unknown, nonRetryable: readonly string[] = []): boolean {
  if (isValidationError(error) || (isActionsmithError(error) && error.code === 'STUB_NOT_FILLED')) return true;
  if (!isObject(error)) return false;
  if (typeof error['code'] === 'string' && nonRetryable.includes(error['code'])) return true;
  return Object.hasOwn(error, 'retryable') && error['retryable'] === false;
}

function waitOf(error: unknown): number | undefined {
  if (!isObject(error)) return undefined;
  const { details } = error;
  const wait = isObject(details) ? details['retryAfterMs'] : error['retryAfterMs'];
  return typeof wait === 'number' && wait >= 0 && wait < Infinity ? wait : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
