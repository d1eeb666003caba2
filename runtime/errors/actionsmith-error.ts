const BRAND = Symbol.for('actionsmith.error');

export interface ErrorOptions {
  readonly code?: string;
  readonly retryable?: boolean;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
  /** What went wrong while steps were undone. */
  readonly rollbackErrors?: readonly Error[];
}

/** The root of all errors that the toolkit throws on purpose. */
export class ActionsmithError extends Error {
  override readonly name: string = 'ActionsmithError';
  /** Stable, in SCREAMING_CASE; for programs. */
  readonly code: string;
  /** True where the same call may succeed later. An error that was not told is false too, but does not have it as its own. */
  declare readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>>;
  /** What went wrong while steps were undone. */
  readonly rollbackErrors: readonly Error[];

  constructor(message: string, options: ErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = options.code ?? 'ACTIONSMITH_ERROR';
    if (options.retryable !== undefined) this.retryable = options.retryable;
    this.details = options.details ?? {};
    this.rollbackErrors = options.rollbackErrors ?? [];
    Object.defineProperty(this, BRAND, { value: true, enumerable: false });
  }
}

Object.defineProperty(ActionsmithError.prototype, 'retryable', { value: false, writable: true });

/** True for an error of the toolkit, whichever copy of it made the error. */
export function isActionsmithError(error: unknown): error is ActionsmithError {
  return error instanceof Error && BRAND in error;
}
