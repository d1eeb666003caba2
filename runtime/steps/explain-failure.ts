import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { ExecutionError } from '../errors/execution-error.ts';
import { failureReason } from '../errors/failure-reason.ts';
import { messageOf } from '../errors/message-of.ts';
import { RunCancelled } from '../errors/run-cancelled.ts';
import { StepError } from '../errors/step-error.ts';
import { isValidationError, ValidationError } from '../errors/validation-error.ts';
import type { StepRun } from './step-run.ts';
import type { StepsReport } from './steps-report.ts';

/** What was done about a failure. */
export interface Aftermath {
  readonly rollbackErrors: readonly Error[];
  readonly details: { readonly report: StepsReport };
}

/**
 * The error of a run whose steps have been undone: StepError, RunCancelled, or ExecutionError. Without a step, its result could not be made. `stopped` is the
 * run's signal where it had aborted when the step failed; what comes while steps are undone changes nothing.
 */
export function explainFailure<C>(
  run: StepRun<C> | undefined,
  cause: unknown,
  { rollbackErrors, details }: Aftermath,
  stopped: AbortSignal | undefined,
): Error {
  const step = run?.step.name;
  if (stopped) {
    const after = { rollbackErrors, details: { ...(step !== undefined && { step }), ...details } };
    const failure = failureReason(stopped);
    if (failure) return new ExecutionError(failure.message, { ...after, code: failure.code, cause: failure.cause ?? failure });
    const when = step === undefined ? 'after its last step' : `in step ${JSON.stringify(step)}`;
    return new RunCancelled(`the run was cancelled ${when}`, { ...after, cause });
  }
  if (run === undefined) return explainResult(cause, { rollbackErrors, details });
  return new StepError(`step ${JSON.stringify(run.step.name)} failed: ${messageOf(cause)}`, {
    step: run.step.name,
    attempt: run.attempts,
    ...(isActionsmithError(cause) && STEP_CODES.has(cause.code) && { code: cause.code }),
    cause,
    rollbackErrors,
    details,
  });
}

/** An error of the toolkit keeps its words and code, and gets what was undone. */
function explainResult(cause: unknown, after: Aftermath): Error {
  if (isValidationError(cause)) return new ValidationError(cause.message, { ...after, code: cause.code, issues: cause.issues, cause });
  if (isActionsmithError(cause)) return new ExecutionError(cause.message, { ...after, code: cause.code, cause });
  return new ExecutionError(`the result of the steps could not be made: ${messageOf(cause)}`, { ...after, cause });
}

/** Codes that say more than STEP_FAILED. */
const STEP_CODES: ReadonlySet<string> = new Set(['STEP_TIMED_OUT', 'STEP_OUTPUT_INVALID', 'STUB_NOT_FILLED']);
