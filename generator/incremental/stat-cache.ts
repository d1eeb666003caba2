import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { Diagnostic } from '../diagnostics/types.ts';
import { packageRoot, packageVersion } from '../package-version.ts';
import { replaceFile } from './replace-file.ts';

/** What the stats of a plugin's files say since the last generation that went well. */
export interface StatCheck {
  readonly state: State;
  /** Absolute paths of the files whose stat is another one, and of those that came or went. */
  readonly changed: readonly string[];
}

/**
 * Compares every file that the last generation read or wrote, in `.actionsmith/` (never committed), by size, inode and both times: an edit that
 * keeps size and second is still seen. Undefined where nothing is known, or where something else was asked for. Loads nothing but this.
 */
export function checkStats(root: string, asked: string): StatCheck | undefined {
  const state = readState(root);
  if (state === undefined || state.key !== stateKey(asked)) return undefined;
  const { names, stats } = state;
  const changed = names.filter((name, at) => !isSame(stats, at * FIELDS, pathOf(root, name)));
  return { state, changed: changed.map((name) => pathOf(root, name)) };
}

export interface Remembered {
  /** Absolute paths of what was read. */
  readonly inputs: readonly string[];
  /** Absolute paths of what was written, or was found as it should be. */
  readonly outputs: readonly string[];
  /** Absolute paths of the author's files that only have to be there. */
  readonly scaffolds: readonly string[];
  /** When the generation began to read, in ms. */
  readonly startedAt: number;
  /** The warnings of the generation, which the next run repeats where there is nothing to do. */
  readonly diagnostics: readonly Diagnostic[];
  /** What stands, where only a part was looked at: all that is noted in it, but for what it found changed, and what was written. */
  readonly since?: { readonly stats: StatCheck; readonly written: readonly string[] } | undefined;
}

/**
 * Notes the stats of all files. What changed after we began to read it, or in the same tick of the file system's clock, may hold something else than
 * what was read: it is noted as changed, and read again by the next run (git calls such entries racy).
 */
export async function rememberStats(
  root: string,
  asked: string,
  { inputs, outputs, scaffolds, startedAt, diagnostics, since }: Remembered,
): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, TICK_MS)); // whoever writes after this gives another time than we have noted
  const read = new Set(inputs);
  const paths = [...new Set([...inputs, ...outputs, ...scaffolds])];
  const byAuthor = new Set(scaffolds);
  const noted = notedStats(root, since);
  const stats = new Float64Array(paths.length * FIELDS);
  for (const [at, path] of paths.entries()) {
    const isRead = read.has(path);
    const earlier = noted.get(path);
    if (earlier !== undefined) {
      stats.set(earlier, at * FIELDS);
      continue;
    }
    stats.set(!isRead && byAuthor.has(path) ? THERE : fieldsOf(path, isRead ? startedAt - TICK_MS : Infinity), at * FIELDS);
  }
  const names = paths.map((path) => nameOf(root, path));
  const header = `${JSON.stringify({ key: stateKey(asked), files: paths.length, diagnostics })}\n`;
  replaceFile(stateFile(root), Buffer.concat([Buffer.from(`${header}${names.join('\0')}`), Buffer.from(stats.buffer)]));
}

/** The tick of the coarsest clock that file systems on Linux take their times from. */
const TICK_MS = 12;
const FIELDS = 4;
const MISSING: readonly number[] = [-1, -1, -1, -1];
const THERE: readonly number[] = [-2, -2, -2, -2];
const NEVER_EQUAL: readonly number[] = [NaN, NaN, NaN, NaN];
const QUIET = { throwIfNoEntry: false } as const;

export interface State {
  readonly key: string;
  /** The warnings of the last generation. */
  readonly diagnostics: readonly Diagnostic[];
  /** Relative to the plugin where they are inside of it. */
  readonly names: readonly string[];
  /** Four numbers a file. */
  readonly stats: Float64Array;
}

/** One line of JSON, the names between zeros, the numbers as they lie in memory: a thousand actions have 7,000 files, and JSON of them costs 15 ms. */
function readState(root: string): State | undefined {
  try {
    const bytes = readFileSync(stateFile(root));
    const start = bytes.indexOf(10) + 1;
    const { key, files, diagnostics } = JSON.parse(bytes.toString('utf8', 0, start)) as Pick<State, 'key' | 'diagnostics'> & {
      files: number;
    };
    const end = bytes.length - files * FIELDS * Float64Array.BYTES_PER_ELEMENT;
    const names = bytes.toString('utf8', start, end).split('\0');
    const stats = new Float64Array(new Uint8Array(bytes.subarray(end)).buffer);
    return names.length === files && stats.length === files * FIELDS ? { key, diagnostics, names, stats } : undefined;
  } catch {
    return undefined; // none, or not one of ours: then everything is looked at
  }
}

function notedStats(root: string, since: Remembered['since']): ReadonlyMap<string, Float64Array> {
  if (since === undefined) return new Map();
  const { names, stats } = since.stats.state;
  const noted = new Map(names.map((name, at) => [pathOf(root, name), stats.subarray(at * FIELDS, (at + 1) * FIELDS)]));
  for (const path of [...since.stats.changed, ...since.written]) noted.delete(path);
  return noted;
}

/** `racyFrom`: from this time on, in ms, the file may have changed after it was read. */
function fieldsOf(path: string, racyFrom: number): readonly number[] {
  const stat = statSync(path, QUIET);
  if (stat === undefined) return MISSING;
  return Math.max(stat.mtimeMs, stat.ctimeMs) >= racyFrom ? NEVER_EQUAL : [stat.mtimeMs, stat.ctimeMs, stat.size, stat.ino];
}

function isSame(stats: Float64Array, at: number, path: string): boolean {
  const stat = statSync(path, QUIET);
  if (stat === undefined) return stats[at] === MISSING[0];
  if (stats[at] === THERE[0]) return true;
  return stat.mtimeMs === stats[at] && stat.ctimeMs === stats[at + 1] && stat.size === stats[at + 2] && stat.ino === stats[at + 3];
}

/** What else decides the output: what was asked for, and this very build of the toolkit. */
export function stateKey(asked: string): string {
  const build = statSync(join(packageRoot(), 'dist', 'cli.js'), QUIET);
  return `${packageVersion()} ${build?.mtimeMs} ${build?.size} ${asked}`;
}

function stateFile(root: string): string {
  return join(root, '.actionsmith', 'generate.state');
}

function nameOf(root: string, path: string): string {
  return path.startsWith(root + sep) ? relative(root, path) : path;
}

function pathOf(root: string, name: string): string {
  return isAbsolute(name) ? name : root + sep + name;
}
