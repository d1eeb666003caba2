import { lstatSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RUN_FILES } from './run-folder.ts';
import { isRunId } from './run-id.ts';
import { listRunIds, listRuns } from './stored-run.ts';

export interface PruneOptions {
  /** The newest so many are kept. Default: 0. */
  readonly keep?: number | undefined;
  /** Only what started this long ago goes, in milliseconds. Default: 0. */
  readonly olderThanMs?: number | undefined;
  /** Only say what would go. */
  readonly dryRun?: boolean | undefined;
  readonly now?: number;
}

/** A run that was killed while its folder was made leaves one without a record. Younger ones may still be being made. */
const HALF_MADE_MS = 3_600_000;

/**
 * Removes the folders of runs that both options give up, and what is left of folders that were never finished. A run that goes on stays. Gives the ids
 * that went, the newest first. Throws what the system says where a folder cannot be removed.
 */
export function pruneRuns(runs: string, { keep = 0, olderThanMs = 0, dryRun = false, now = Date.now() }: PruneOptions): string[] {
  const all = listRuns(runs);
  const given = all.slice(keep).filter(({ status, record }) => status !== 'RUNNING' && now - record.startedAt >= olderThanMs);
  const listed = new Set(all.map(({ record }) => record.id));
  const halves = listRunIds(runs).filter((id) => !listed.has(id) && isHalfMade(join(runs, id), now));
  const ids = [...given.map(({ record }) => record.id), ...halves.toReversed()].filter((id) => liesIn(runs, id));
  if (!dryRun) for (const id of ids) rmSync(join(runs, id), { recursive: true, force: true });
  return ids;
}

/** No link that leads elsewhere, whatever its name is. */
function liesIn(runs: string, id: string): boolean {
  const folder = join(runs, id);
  return isRunId(id) && lstatSync(folder).isDirectory() && realpathSync(folder) === join(realpathSync(runs), id);
}

function isHalfMade(folder: string, now: number): boolean {
  const ours = new Set<string>([RUN_FILES.params, RUN_FILES.events]);
  const isOurs = (name: string): boolean => ours.has(name) || /^(?:run|params)\.json\.\d+$/.test(name); // a file that was being written
  return now - lstatSync(folder).mtimeMs > HALF_MADE_MS && readdirSync(folder).every(isOurs);
}
