import { ActionsmithError, type ErrorOptions, isActionsmithError } from './actionsmith-error.ts';

/** A run that somebody stopped. Not a failure: its status is STOPPED. */
export class RunCancelled extends ActionsmithError {
  override readonly name: string = 'RunCancelled';
  constructor(message = 'the run was cancelled', options: ErrorOptions = {}) {
    super(message, { code: 'RUN_CANCELLED', ...options });
  }
}

/** True for a RunCancelled of any copy of the package. */
export function isRunCancelled(error: unknown): error is RunCancelled {
  return isActionsmithError(error) && error.name === 'RunCancelled';
}
