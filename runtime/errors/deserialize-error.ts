import type { SerializedError } from '../../generated/run-event/types.ts';
import { ActionsmithError, type ErrorOptions } from './actionsmith-error.ts';
import { BackendError } from './backend-error.ts';
import { ExecutionError } from './execution-error.ts';
import { RayError } from './ray-error.ts';
import { RunCancelled } from './run-cancelled.ts';
import { RunTimedOut } from './run-timed-out.ts';
import { StepError } from './step-error.ts';
import { ValidationError } from './validation-error.ts';

/** The error as it was thrown elsewhere: same class where it is one of ours, same message, code, issues, causes, and the original stack. */
export function deserializeError(serialized: SerializedError): Error {
  const error = rebuild(serialized);
  if (serialized.stack !== undefined)
    Object.defineProperty(error, 'stack', { value: serialized.stack, configurable: true, writable: true });
  return error;
}

function rebuild(serialized: SerializedError): Error {
  const { name, message, step, attempt = 0, issues = [] } = serialized;
  const options = errorOptions(serialized);
  switch (name) {
    case 'StepError':
      return new StepError(message, { ...options, step: step ?? '', attempt });
    case 'ValidationError':
      return new ValidationError(message, { ...options, issues });
    case 'ExecutionError':
      return new ExecutionError(message, options);
    case 'RunCancelled':
      return new RunCancelled(message, options);
    case 'RunTimedOut':
      return new RunTimedOut(message, options);
    case 'BackendError':
      return new BackendError(message, options);
    case 'RayError':
      return new RayError(message, options);
    default:
      return options.code !== undefined && serialized.retryable !== undefined
        ? named(new ActionsmithError(message, options), name)
        : foreign(serialized, options);
  }
}

function errorOptions({ code, retryable, details, cause, rollbackErrors }: SerializedError): ErrorOptions {
  return {
    ...(code !== undefined && { code }),
    ...(retryable !== undefined && { retryable }),
    ...(details !== undefined && { details }),
    ...(cause !== undefined && { cause: deserializeError(cause) }),
    ...(rollbackErrors !== undefined && { rollbackErrors: rollbackErrors.map(deserializeError) }),
  };
}

/** An error that is not ours, such as a TypeError or a class of the author: its name and code are kept, its class cannot be. */
function foreign({ name, message, errors }: SerializedError, { code, cause }: ErrorOptions): Error {
  const options = cause === undefined ? undefined : { cause };
  const error = named(
    errors === undefined ? new Error(message, options) : new AggregateError(errors.map(deserializeError), message, options),
    name,
  );
  return code === undefined ? error : Object.assign(error, { code });
}

function named<E extends Error>(error: E, name: string): E {
  return Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true, enumerable: false });
}
