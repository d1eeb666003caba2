import { ActionsmithError, isActionsmithError } from '../../errors/actionsmith-error.ts';
import { isSystemError, reasonOf } from '../../errors/describe-system-error.ts';
import { messageOf } from '../../errors/message-of.ts';
import type { ExportFailure } from './export-item.ts';

/** What happens to one item happens to it alone; after these, no other item would do better. */
const FATAL: ReadonlySet<string> = new Set([
  'STORAGE_DENIED',
  'STORAGE_FULL',
  'STORAGE_READ_ONLY',
  'STORAGE_UNREACHABLE',
  'BACKEND_UNREACHABLE',
  'NOT_AUTHENTICATED',
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EMFILE',
]);

export function isFatal(error: unknown): boolean {
  return FATAL.has(codeOf(error));
}

export function describeFailure(item: number, phase: ExportFailure['phase'], error: unknown, file?: string): ExportFailure {
  return { item, phase, ...(file !== undefined && { file }), code: codeOf(error), message: wordsOf(error) };
}

/** `item 7, original_file "cat.jpg": it is not there`. */
export function sayFailure({ item, phase, file, message }: ExportFailure): string {
  return `item ${item}, ${phase}${file === undefined ? '' : ` ${JSON.stringify(file)}`}: ${message}`;
}

/** The run cannot go on after this. */
export function fatalError(failure: ExportFailure, cause: unknown): ActionsmithError {
  const retryable = isActionsmithError(cause) && cause.retryable;
  return new ActionsmithError(`the export has stopped at ${sayFailure(failure)}`, { code: failure.code, cause, retryable });
}

function codeOf(error: unknown): string {
  if (isActionsmithError(error) || isSystemError(error)) return error.code ?? 'FAILED';
  return 'FAILED';
}

function wordsOf(error: unknown): string {
  return isSystemError(error) ? reasonOf(error) : messageOf(error);
}
