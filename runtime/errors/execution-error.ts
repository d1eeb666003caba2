import { ActionsmithError, type ErrorOptions } from './actionsmith-error.ts';

/** An action that failed while it ran; what the author's code threw is the `cause`. Guide: Error Handling. */
export class ExecutionError extends ActionsmithError {
  override readonly name: string = 'ExecutionError';
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, { code: 'EXECUTION_FAILED', ...options });
  }
}
