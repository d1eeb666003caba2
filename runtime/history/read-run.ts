import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkRunEvent } from '../../generated/run-event/validators.ts';
import type { KeptFile } from './keep-files.ts';
import { readEvents } from './read-events.ts';
import { readLines } from './read-lines.ts';
import { RUN_FILES } from './run-folder.ts';
import { resumableSteps } from './resumable-steps.ts';
import { RunSummary } from './run-summary.ts';
import type { Excerpt, StoredError } from './stored-error.ts';
import type { StoredRun } from './stored-run.ts';

/** Everything about a run, but for its events. */
export interface RunContent extends StoredRun {
  readonly params: unknown;
  /** Undefined where there is none (yet). */
  readonly result: unknown;
  readonly error: StoredError | undefined;
  readonly files: readonly KeptFile[];
  readonly summary: RunSummary;
  /** The steps that a resume would not run again; none for a run that goes on or has succeeded. */
  readonly resumable: readonly string[];
}

export async function readRun(run: StoredRun): Promise<RunContent> {
  const summary = new RunSummary();
  for await (const event of readEvents(run.folder)) summary.add(event);
  const resumable = await resumableSteps(run);
  return { ...run, ...readOutcome(run), resumable, params: readJson(run, RUN_FILES.params), files: await readKeptFiles(run), summary };
}

/** Params, result and error, without a look at the events. A run that failed after it had a result has no result. */
export function readOutcome(run: StoredRun): Pick<RunContent, 'result' | 'error'> {
  const error = asStoredError(readJson(run, RUN_FILES.error));
  return { error, result: error === undefined ? readJson(run, RUN_FILES.result) : undefined };
}

export function readJson({ folder }: StoredRun, file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Undefined for what no run has written. */
function asStoredError(value: unknown): StoredError | undefined {
  const { excerpts, ...error } = (value ?? {}) as StoredError;
  if (!checkRunEvent.check({ type: 'failed', time: 0, error }, { first: true }).ok) return undefined;
  return { ...error, excerpts: Array.isArray(excerpts) ? excerpts.filter(isExcerpt) : [] };
}

function isExcerpt(value: unknown): value is Excerpt {
  const { file, line, column, from, lines } = (value ?? {}) as Partial<Excerpt>;
  return isText(file) && [line, column, from].every(Number.isInteger) && Array.isArray(lines) && lines.every(isText);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function asKeptFile(line: string): KeptFile[] {
  try {
    const file = JSON.parse(line) as KeptFile;
    return isText(file.path) && isText(file.event) ? [file] : [];
  } catch {
    return [];
  }
}

async function readKeptFiles({ folder }: StoredRun): Promise<KeptFile[]> {
  const files: KeptFile[] = [];
  for await (const line of readLines(join(folder, RUN_FILES.keptFiles))) files.push(...asKeptFile(line));
  return files;
}
