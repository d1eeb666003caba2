import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { makePrintable } from '../logging/make-printable.ts';

const LONGEST = 120;

/**
 * An archive that is not unpacked. `code`: ARCHIVE_UNKNOWN, ARCHIVE_BROKEN, ARCHIVE_ENCRYPTED, ARCHIVE_ENTRY_REFUSED, ARCHIVE_TOO_LARGE,
 * ARCHIVE_TARGET_TAKEN, or ARCHIVE_NOT_WRITTEN. `details` has the `entry`, and the `limit` where one was reached.
 */
export class ArchiveError extends ActionsmithError {
  override readonly name: string = 'ArchiveError';
}

/** Refuses an entry: `problem` goes on after its name. */
export function refuseEntry(entry: string, problem: string, code: string = 'ARCHIVE_ENTRY_REFUSED', cause?: unknown): ArchiveError {
  return new ArchiveError(`entry ${showEntry(entry)} ${problem}`, { code, details: { entry }, ...(cause !== undefined && { cause }) });
}

/** What is wrong with the bytes: `problem` says it of the archive. */
export function broken(problem: string, cause?: unknown): ArchiveError {
  return new ArchiveError(`it is damaged: ${problem}`, { code: 'ARCHIVE_BROKEN', ...(cause !== undefined && { cause }) });
}

/** The name as one line, whatever is in it. */
export function showEntry(name: string): string {
  return makePrintable(JSON.stringify(name.length <= LONGEST ? name : `${name.slice(0, LONGEST)}…`));
}
