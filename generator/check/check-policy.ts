import type { StepConfig } from '../../generated/plugin-config/types.ts';
import type { CheckContext, Spot } from './check-context.ts';
import type { RetryPolicy, StepPolicy } from './checked-contract.ts';
import { parseDuration } from './parse-duration.ts';

/** How a step is tried and undone; undefined where the contract says nothing about it. */
export function checkPolicy(config: Partial<StepConfig>, spot: Spot, context: CheckContext): StepPolicy | undefined {
  const rollback = typeof config.rollback === 'object' ? config.rollback : {};
  const timeoutMs = checkDuration('timeout', config.timeout, spot.at('timeout'), context);
  const retry = checkRetry(config.retry, spot.at('retry'), context);
  const rollbackTimeoutMs = checkDuration('timeout', rollback.timeout, spot.at('rollback', 'timeout'), context);
  const rollbackRetry = checkRetry(rollback.retry, spot.at('rollback', 'retry'), context);
  const policy = {
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(retry && { retry }),
    ...(rollbackTimeoutMs !== undefined && { rollbackTimeoutMs }),
    ...(rollbackRetry && { rollbackRetry }),
  };
  return Object.keys(policy).length > 0 ? policy : undefined;
}

function checkRetry(retry: StepConfig['retry'], spot: Spot, context: CheckContext): RetryPolicy | undefined {
  if (!retry) return undefined;
  const { attempts, factor = 2, jitter, non_retryable: nonRetryable = [] } = retry;
  const delayMs = checkDuration('delay', retry.delay, spot.at('delay'), context) ?? 0;
  const maxDelayMs = checkDuration('max_delay', retry.max_delay, spot.at('max_delay'), context);
  if (maxDelayMs !== undefined && maxDelayMs < delayMs)
    context.report('STEP_MAX_DELAY_TOO_SHORT', { maxDelay: retry.max_delay ?? '', delay: retry.delay ?? '' }, spot.at('max_delay'));
  return {
    attempts,
    delayMs,
    factor,
    ...(maxDelayMs !== undefined && { maxDelayMs }),
    ...(jitter === 'full' && { jitter }),
    ...(nonRetryable.length > 0 && { nonRetryable }),
  };
}

function checkDuration(key: string, text: string | undefined, spot: Spot, context: CheckContext): number | undefined {
  if (text === undefined) return undefined;
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined) context.report('CONFIG_BAD_DURATION', { key, value: text }, spot);
  return milliseconds;
}
