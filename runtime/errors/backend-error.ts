import { ActionsmithError, type ErrorOptions } from './actionsmith-error.ts';

/** A backend that cannot be reached, or that refused a call. Never holds a token. */
export class BackendError extends ActionsmithError {
  override readonly name: string = 'BackendError';
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, { code: 'BACKEND_FAILED', ...options });
  }
}
