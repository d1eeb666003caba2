import { ActionsmithError } from '../errors/actionsmith-error.ts';

/** A command line that makes no sense. The exit code is 2. */
export class UsageError extends ActionsmithError {
  override readonly name: string = 'UsageError';
  constructor(message: string) {
    super(message, { code: 'USAGE' });
  }
}
