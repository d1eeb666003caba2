/**
 * Errors of the runtime. Every one carries a stable `code`, says whether a retry may help, and keeps the original error as `cause`.
 * Guards work by symbol, so they hold across copies of the package (a bundled worker and the client have one each).
 */
import type { Issue } from './validation/issue.ts';

const BRAND = Symbol.for('actionsmith.error');

export interface ErrorOptions {
  readonly code?: string;
  readonly retryable?: boolean;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The root of all errors that the toolkit throws on purpose. */
export class ActionsmithError extends Error {
  override readonly name: string = 'ActionsmithError';
  /** Stable, in SCREAMING_CASE; for programs. */
  readonly code: string;
  /** True where the same call may succeed later. */
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, options: ErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = options.code ?? 'ACTIONSMITH_ERROR';
    this.retryable = options.retryable ?? false;
    this.details = options.details ?? {};
    Object.defineProperty(this, BRAND, { value: true, enumerable: false });
  }
}

/** True for an error of the toolkit, whichever copy of it made the error. */
export function isActionsmithError(error: unknown): error is ActionsmithError {
  return error instanceof Error && BRAND in error;
}

/** Input that does not fit: params, a result, a step's output, or what an author checked early. Guide: Error Handling. */
export class ValidationError extends ActionsmithError {
  override readonly name: string = 'ValidationError';
  readonly issues: readonly Issue[];

  constructor(message: string, options: ErrorOptions & { readonly issues?: readonly Issue[] } = {}) {
    super(message, { code: 'VALIDATION_FAILED', ...options });
    this.issues = options.issues ?? [];
  }
}

/** An action that failed while it ran. Guide: Error Handling. */
export class ExecutionError extends ActionsmithError {
  override readonly name: string = 'ExecutionError';
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, { code: 'EXECUTION_FAILED', ...options });
  }
}
