import { durationOf, listRuns, type StoredRun } from '../../history/stored-run.ts';
import { progressOf } from '../../history/last-progress.ts';
import { printTable } from '../print-table.ts';
import { readChoice } from '../read-choice.ts';
import { readLimit } from '../read-limit.ts';
import { formatDuration, formatTime } from '../../report/format-time.ts';
import { type RunsOptions, runsOf } from './runs-options.ts';

export interface ListRunsOptions extends RunsOptions {
  readonly action?: string;
  readonly status?: string;
  /** As typed. */
  readonly limit: string;
}

const STATUSES = ['PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'STOPPED', 'LOST'];
const HEAD = ['RUN', 'STATUS', 'ACTION', 'STARTED', 'TOOK', 'PROGRESS'];

/** One run a line under a head, or a JSON array. */
export function printRuns(options: ListRunsOptions): void {
  const status = readChoice('status', options.status, STATUSES);
  const limit = readLimit(options.limit);
  const fitting = listRuns(runsOf(options)).filter(
    (run) => (options.action === undefined || run.record.action === options.action) && (status === undefined || run.status === status),
  );
  const shown = fitting.slice(0, limit);
  if (options.json) return void process.stdout.write(`${JSON.stringify(shown.map(toJson), null, 2)}\n`);
  if (shown.length === 0) return void process.stderr.write('there are no such runs\n');
  printTable([HEAD, ...shown.map(toRow)]);
  if (shown.length < fitting.length) process.stderr.write(`${fitting.length - shown.length} more; see --limit\n`);
}

function toRow(run: StoredRun): string[] {
  const { record, status } = run;
  const progress = progressOf(run);
  const percent = progress === undefined ? '' : `${Math.floor(progress)}%`;
  const action = record.job === undefined ? record.action : `${record.action} (job)`;
  return [record.id, status, action, formatTime(record.startedAt), formatDuration(durationOf(run)), percent];
}

function toJson(run: StoredRun): object {
  const { record, status } = run;
  return { ...record, status, durationMs: durationOf(run), progress: progressOf(run), folder: run.folder };
}
