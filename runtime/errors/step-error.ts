import { type ErrorOptions, isActionsmithError } from './actionsmith-error.ts';
import { ExecutionError } from './execution-error.ts';

export interface StepErrorOptions extends ErrorOptions {
  readonly step: string;
  readonly attempt: number;
}

/** A step that failed. What it threw is the `cause`; what every step did is in `details.report`. Guide: Step-Based Workflows. */
export class StepError extends ExecutionError {
  override readonly name: string = 'StepError';
  readonly step: string;
  /** The attempt that failed last, from 1; 0 when the step failed before its first attempt. */
  readonly attempt: number;

  constructor(message: string, options: StepErrorOptions) {
    super(message, { code: 'STEP_FAILED', ...options });
    this.step = options.step;
    this.attempt = options.attempt;
  }
}

/** True for a StepError of any copy of the package. */
export function isStepError(error: unknown): error is StepError {
  return isActionsmithError(error) && error.name === 'StepError' && 'step' in error;
}
