import { serializeError } from '../errors/serialize-error.ts';
import type { Logger } from '../logging/logger.ts';
import type { StepEvent } from '../logging/run-event.ts';
import type { StepRun } from './step-run.ts';

/** An attempt begins. */
export function reportStarted<C>(logger: Logger, run: StepRun<C>): void {
  if (logger.isSilent) return;
  logger.write({ type: 'step', time: Date.now(), step: run.step.name, status: 'started', attempt: run.attempts });
}

/** A step is finished, skipped or restored. */
export function reportDone<C>(logger: Logger, run: StepRun<C>, overall: number): void {
  if (logger.isSilent) return;
  const { step, status, attempts } = run;
  const event: StepEvent = { type: 'step', time: Date.now(), step: step.name, status: status as StepEvent['status'], overall };
  if (attempts > 0) {
    event.attempt = attempts;
    if (status !== 'restored') addTimes(event, run, run.durationMs);
  }
  logger.write(event);
}

/** An attempt failed, after which another one may come, or the step around its attempts. */
export function reportFailed<C>(
  logger: Logger,
  run: StepRun<C>,
  error: unknown,
  { retryInMs, durationMs }: { readonly retryInMs?: number; readonly durationMs?: number },
): void {
  run.reported = run.attempts;
  const event: StepEvent = { type: 'step', time: Date.now(), step: run.step.name, status: 'failed', error: serializeError(error) };
  if (run.attempts > 0) {
    event.attempt = run.attempts;
    addTimes(event, run, durationMs);
  }
  if (retryInMs !== undefined) event.retryInMs = retryInMs;
  logger.write(event);
}

/** A step was undone, or could not be. */
export function reportUndone<C>(logger: Logger, run: StepRun<C>, durationMs: number, failure?: { readonly error: unknown }): void {
  const event: StepEvent = { type: 'step', time: Date.now(), step: run.step.name, status: 'undone', durationMs };
  if (failure) event.error = serializeError(failure.error);
  logger.write(event);
}

function addTimes<C>(event: StepEvent, { attemptDurationsMs }: StepRun<C>, durationMs: number | undefined): void {
  if (durationMs !== undefined) event.durationMs = durationMs;
  const attemptMs = attemptDurationsMs.at(-1);
  if (attemptMs !== undefined) event.attemptMs = attemptMs;
}
