import { durationOf, listRuns, type StoredRun } from '../../history/stored-run.ts';
import { progressOf } from '../../history/last-progress.ts';
import { suggest } from '../../validation/suggest.ts';
import { makePrintable } from '../../logging/make-printable.ts';
import { UsageError } from '../usage-error.ts';
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
  const status = readStatus(options.status);
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
  return [record.id, status, makePrintable(action), formatTime(record.startedAt), formatDuration(durationOf(run)), percent];
}

function toJson(run: StoredRun): object {
  const { record, status } = run;
  return { ...record, status, durationMs: durationOf(run), progress: progressOf(run), folder: run.folder };
}

function printTable(rows: readonly (readonly string[])[]): void {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows) {
    const line = row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ');
    process.stdout.write(`${line.trimEnd()}\n`);
  }
}

function readStatus(text: string | undefined): string | undefined {
  const status = text?.toUpperCase();
  if (status === undefined || STATUSES.includes(status)) return status;
  const near = suggest(status, STATUSES);
  const help = near === undefined ? `it can be ${STATUSES.join(', ')}` : `did you mean ${near}?`;
  throw new UsageError(`there is no status ${JSON.stringify(text)}; ${help}`);
}

function readLimit(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--limit takes a whole number (got ${JSON.stringify(text)})`);
  return Number(text) === 0 ? Infinity : Number(text);
}
