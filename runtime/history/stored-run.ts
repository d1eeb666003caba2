import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkRunRecord } from '../../generated/run-record/validators.ts';
import type { RunRecord } from '../../generated/run-record/types.ts';
import type { RunStatus } from '../executors/run.ts';
import { isGone } from './is-gone.ts';
import { RUN_FILES } from './run-folder.ts';
import { isRunId } from './run-id.ts';

/** A run as its folder tells it. */
export interface StoredRun {
  readonly folder: string;
  readonly record: RunRecord;
  /** Where the record says RUNNING, and the process is gone: LOST, or for a job PENDING, since it may go on without anybody here who follows it. */
  readonly status: RunStatus;
  /** When the run last wrote something, in milliseconds since 1970. */
  readonly lastSign: number;
}

/** The runs in a folder of runs, the newest first. Anything else that lies there is left out. */
export function listRuns(runs: string): StoredRun[] {
  return listRunIds(runs)
    .toReversed()
    .flatMap((id) => readStoredRun(join(runs, id)) ?? []);
}

/** The ids of the folders that may be runs, the oldest first. Throws what the system says of a folder that is there and cannot be read. */
export function listRunIds(runs: string): string[] {
  return readFolder(runs)
    .flatMap((entry) => (entry.isDirectory() && isRunId(entry.name) ? [entry.name] : []))
    .sort();
}

/** Undefined for a folder without a record: no run began there, or it is not one of ours. */
export function readStoredRun(folder: string): StoredRun | undefined {
  const record = readRecord(join(folder, RUN_FILES.record));
  if (record === undefined || !folder.endsWith(record.id)) return undefined;
  const lastSign = Math.max(record.startedAt, changedAt(join(folder, RUN_FILES.events)), changedAt(join(folder, RUN_FILES.record)));
  const left = record.job === undefined ? 'LOST' : 'PENDING';
  const status = record.status === 'RUNNING' && isGone(record, lastSign) ? left : record.status;
  return { folder, record, status, lastSign };
}

/** How long the run took, or has taken so far; of a lost one, until it last wrote something. Milliseconds. */
export function durationOf({ record, status, lastSign }: StoredRun): number {
  return record.durationMs ?? (status === 'RUNNING' ? Date.now() : lastSign) - record.startedAt;
}

function readFolder(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []; // nothing was run yet
    throw error;
  }
}

function readRecord(file: string): RunRecord | undefined {
  try {
    const checked = checkRunRecord.check(JSON.parse(readFileSync(file, 'utf8')));
    return checked.ok ? checked.value : undefined;
  } catch {
    return undefined;
  }
}

function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
