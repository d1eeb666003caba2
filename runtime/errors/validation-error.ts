import type { Issue } from '../validation/issue.ts';
import { ActionsmithError, type ErrorOptions, isActionsmithError } from './actionsmith-error.ts';

/** Input that does not fit: params, a result, a step's output, or what an author checked early. Guide: Error Handling. */
export class ValidationError extends ActionsmithError {
  override readonly name: string = 'ValidationError';
  readonly issues: readonly Issue[];

  constructor(message: string, options: ErrorOptions & { readonly issues?: readonly Issue[] } = {}) {
    super(message, { code: 'VALIDATION_FAILED', ...options });
    this.issues = options.issues ?? [];
  }
}

/** True for a ValidationError of any copy of the package. */
export function isValidationError(error: unknown): error is ValidationError {
  return isActionsmithError(error) && error.name === 'ValidationError' && 'issues' in error;
}
