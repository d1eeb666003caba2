import { ActionsmithError, type ErrorOptions } from './actionsmith-error.ts';

/** A Ray cluster that cannot be reached, or that refused a call. Never holds a token. */
export class RayError extends ActionsmithError {
  override readonly name: string = 'RayError';
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, { code: 'RAY_FAILED', ...options });
  }
}
