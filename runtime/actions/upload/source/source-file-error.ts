import { ActionsmithError } from '../../../errors/actionsmith-error.ts';

/** A file that cannot be read, and is left out; the others go on. Its message is the reason alone. */
export class SourceFileError extends ActionsmithError {
  override readonly name: string = 'SourceFileError';
  constructor(reason: string, cause?: unknown) {
    super(reason, { code: 'SOURCE_FILE_UNREADABLE', cause });
  }
}
