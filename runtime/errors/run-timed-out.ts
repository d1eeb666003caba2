import { ActionsmithError, type ErrorOptions } from './actionsmith-error.ts';

/** Something took longer than it was given: waiting for a run, or one attempt of a step. */
export class RunTimedOut extends ActionsmithError {
  override readonly name: string = 'RunTimedOut';
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, { code: 'RUN_TIMED_OUT', retryable: true, ...options });
  }
}
