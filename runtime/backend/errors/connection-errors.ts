import { BackendError } from '../../errors/backend-error.ts';
import type { ErrorOptions } from '../../errors/actionsmith-error.ts';

/** No answer. `details.arrived` is false where the request surely did not reach the backend. */
export class BackendConnectionError extends BackendError {
  override readonly name: string = 'BackendConnectionError';
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, { code: 'BACKEND_UNREACHABLE', retryable: true, ...options });
  }
}

/** The request went out and the answer did not come whole: nobody knows whether the backend did what it was asked. */
export class BackendResponseIncomplete extends BackendConnectionError {
  override readonly name: string = 'BackendResponseIncomplete';
}

/** No answer in time (408). */
export class BackendTimeoutError extends BackendError {
  override readonly name: string = 'BackendTimeoutError';
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, { code: 'BACKEND_UNREACHABLE', retryable: true, ...options });
  }
}
