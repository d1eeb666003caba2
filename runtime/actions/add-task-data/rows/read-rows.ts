import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { ActionsmithError } from '../../../errors/actionsmith-error.ts';
import { isSystemError, reasonOf } from '../../../errors/describe-system-error.ts';
import type { ReadRow } from './annotation-row.ts';
import { checkRow } from './check-row.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import { readJsonLines } from './read-json-lines.ts';

/** What a format makes of a file: the value of each row, or why there is none. */
export type RawRow = Omit<ReadRow, 'row'> & { readonly value?: unknown };

const READERS: Readonly<Record<string, (path: string, signal: AbortSignal) => AsyncIterable<RawRow>>> = {
  '.json': readJson,
  '.jsonl': readJsonLines,
  '.ndjson': readJsonLines,
  '.csv': readCsv,
};

/** Throws ActionsmithError ANNOTATIONS_NOT_READ for a file that is not there, is empty, or of no format that is known. */
export async function checkRowsFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (isSystemError(found)) throw notRead(path, reasonOf(found), found);
  if (!(found as { isFile(): boolean }).isFile()) throw notRead(path, 'it is no file');
  if ((found as { size: number }).size === 0) throw notRead(path, 'it is empty');
  if (!Object.hasOwn(READERS, formatOf(path))) throw notRead(path, `annotations are read from ${Object.keys(READERS).join(', ')}`);
}

/** The rows of a file, one after the other: only as much of it is in memory. A file that is cut off has its rows up to there, and then a problem. */
export async function* readRows(path: string, signal: AbortSignal): AsyncGenerator<ReadRow> {
  try {
    for await (const raw of READERS[formatOf(path)]!(path, signal)) yield checkRow(raw);
  } catch (error) {
    signal.throwIfAborted();
    if (!isSystemError(error)) throw error;
    throw notRead(path, reasonOf(error), error);
  }
}

function formatOf(path: string): string {
  return extname(path).toLowerCase();
}

function notRead(path: string, reason: string, cause?: unknown): ActionsmithError {
  return new ActionsmithError(`the annotations cannot be read from ${path}: ${reason}`, { code: 'ANNOTATIONS_NOT_READ', cause });
}
