import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { RUN_FILES } from './run-folder.ts';
import type { StoredRun } from './stored-run.ts';

const TAIL = 64 * 1024;

/** How far a run is or was, 0 to 100: of one that has not ended, as the last of its events tell. Undefined where nothing says it. */
export function progressOf({ folder, record }: StoredRun): number | undefined {
  if (record.progress !== undefined || record.status !== 'RUNNING') return record.progress;
  return readTail(join(folder, RUN_FILES.events))
    .split('\n')
    .toReversed()
    .map(progressIn)
    .find((progress) => progress !== undefined);
}

function progressIn(line: string): number | undefined {
  try {
    const { type, overall, percent, step } = JSON.parse(line) as Record<string, unknown>;
    if (typeof overall === 'number') return overall;
    return type === 'progress' && step === undefined && typeof percent === 'number' ? percent : undefined;
  } catch {
    return undefined; // the line was cut
  }
}

function readTail(path: string): string {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(size, TAIL));
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, size - bytes.length));
  } catch {
    return '';
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
