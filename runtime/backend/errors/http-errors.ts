import { BackendError } from '../../errors/backend-error.ts';
import type { ErrorOptions } from '../../errors/actionsmith-error.ts';
import { isActionsmithError } from '../../errors/actionsmith-error.ts';
import type { Issue } from '../../validation/issue.ts';

/** A backend that refused a call: `status` says why, by HTTP (RFC 9110). An embedded backend refuses with the same errors. */
export class BackendHttpError extends BackendError {
  override readonly name: string = 'BackendHttpError';
  readonly status: number;

  constructor(message: string, status: number, options: ErrorOptions = {}) {
    super(message, { code: 'BACKEND_REFUSED', ...options, details: { ...options.details, status } });
    this.status = status;
  }
}

/** 401: who asks is not known. */
export class AuthenticationError extends BackendHttpError {
  override readonly name: string = 'AuthenticationError';
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, 401, { code: 'NOT_AUTHENTICATED', ...options });
  }
}

/** 403: who asks may not. */
export class AuthorizationError extends BackendHttpError {
  override readonly name: string = 'AuthorizationError';
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, 403, { code: 'NOT_ALLOWED', ...options });
  }
}

/** 404: it is not there, or is somebody else's. */
export class NotFoundError extends BackendHttpError {
  override readonly name: string = 'NotFoundError';
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, 404, { code: 'NOT_FOUND', ...options });
  }
}

/** 409: what is there already is in its way. */
export class BackendConflict extends BackendHttpError {
  override readonly name: string = 'BackendConflict';
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, 409, { code: 'CONFLICT', ...options });
  }
}

/** 400 and 422: what was sent does not fit; `issues` say which part of it. */
export class BackendValidationError extends BackendHttpError {
  override readonly name: string = 'BackendValidationError';
  readonly issues: readonly Issue[];

  constructor(
    message: string,
    { issues = [], status = 400, ...options }: ErrorOptions & { issues?: readonly Issue[]; status?: number } = {},
  ) {
    super(message, status, { code: 'INVALID', ...options });
    this.issues = issues;
  }
}

/** 429 and 5xx: the same call may succeed later. */
export class ServerError extends BackendHttpError {
  override readonly name: string = 'ServerError';
  constructor(message: string, status: number, options: ErrorOptions = {}) {
    super(message, status, { retryable: true, ...options });
  }
}

/** The error of a status, for what the backend said. */
export function httpError(message: string, status: number, options: ErrorOptions & { issues?: readonly Issue[] } = {}): BackendHttpError {
  if (status === 401) return new AuthenticationError(message, options);
  if (status === 403) return new AuthorizationError(message, options);
  if (status === 404) return new NotFoundError(message, options);
  if (status === 409) return new BackendConflict(message, options);
  if (status === 400 || status === 422) return new BackendValidationError(message, { ...options, status });
  if (status === 429 || status >= 500) return new ServerError(message, status, options);
  return new BackendHttpError(message, status, options);
}

/** True for an error of the family, of any copy of the package; with a status, for that one. */
export function isBackendHttpError(error: unknown, status?: number): error is BackendHttpError {
  if (!isActionsmithError(error) || typeof error.details['status'] !== 'number') return false;
  return status === undefined || error.details['status'] === status;
}
