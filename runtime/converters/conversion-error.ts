import { ActionsmithError, type ErrorOptions } from '../errors/actionsmith-error.ts';

/** A dataset that cannot be converted as a whole; what is wrong with one item or annotation is a line of the audit instead. */
export class ConversionError extends ActionsmithError {
  override readonly name: string = 'ConversionError';
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, { code: 'CONVERSION_FAILED', ...options });
  }
}
