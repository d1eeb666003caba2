/**
 * Errors of the runtime, one class a file. Every one carries a stable `code`, says whether a retry may help, and keeps the original error
 * as `cause`. Guards work by symbol, so they hold across copies of the package (a bundled worker and the client have one each).
 */
export { ActionsmithError, type ErrorOptions, isActionsmithError } from './errors/actionsmith-error.ts';
export { ActionNotFoundError } from './errors/action-not-found-error.ts';
export { BackendError } from './errors/backend-error.ts';
export { deserializeError } from './errors/deserialize-error.ts';
export { ExecutionError } from './errors/execution-error.ts';
export { RayError } from './errors/ray-error.ts';
export { isRunCancelled, RunCancelled } from './errors/run-cancelled.ts';
export { RunTimedOut } from './errors/run-timed-out.ts';
export { serializeError } from './errors/serialize-error.ts';
export { isStepError, StepError, type StepErrorOptions } from './errors/step-error.ts';
export { isValidationError, ValidationError } from './errors/validation-error.ts';
export type { SerializedError } from '../generated/run-event/types.ts';
