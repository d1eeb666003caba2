import { pruneRuns } from '../../history/prune-runs.ts';
import { UsageError } from '../usage-error.ts';
import { type RunsOptions, runsOf } from './runs-options.ts';

export interface PruneCommandOptions extends RunsOptions {
  /** As typed. */
  readonly keep?: string;
  /** As typed. */
  readonly olderThan?: string;
  readonly dryRun?: boolean;
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Removes old runs, and prints their ids. */
export function prune(options: PruneCommandOptions): void {
  const { dryRun } = options;
  if (options.keep === undefined && options.olderThan === undefined) {
    throw new UsageError('say what may go: --keep <count>, --older-than <age>, or both');
  }
  const ids = pruneRuns(runsOf(options), { keep: readCount(options.keep), olderThanMs: readAge(options.olderThan), dryRun });
  if (options.json) return void process.stdout.write(`${JSON.stringify({ removed: ids, dryRun: dryRun === true })}\n`);
  for (const id of ids) process.stdout.write(`${id}\n`);
  const what = `${ids.length} ${ids.length === 1 ? 'run' : 'runs'}`;
  process.stderr.write(dryRun ? `${what} would be removed\n` : `${what} removed\n`);
}

function readCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--keep takes a whole number (got ${JSON.stringify(text)})`);
  return Number(text);
}

function readAge(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, count, unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  if (count === undefined) throw new UsageError(`--older-than takes a number with m, h, d or w, such as 7d (got ${JSON.stringify(text)})`);
  return Number(count) * UNITS[unit]!;
}
