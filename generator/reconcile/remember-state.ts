import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot, packageVersion } from '../package-version.ts';
import { readImportEnding } from '../plan/read-import-ending.ts';

/**
 * What the disk looked like after the last generation, in `.actionsmith/` (never committed). When nothing that was read or written has
 * another stat since, there is nothing to do, and that is known without loading a compiler, a validator or a formatter.
 */
interface State {
  readonly key: string;
  /** Absolute path → fingerprint of its stat; null for a file that was looked for and is not there. */
  readonly files: Readonly<Record<string, string | null>>;
}

/** The number of owned and scaffold files when everything is as the last generation left it, else undefined. */
export function readUnchangedState(root: string, out: string): number | undefined {
  const state = readState(root);
  if (state === undefined || state.key !== stateKey(root, out)) return undefined;
  const files = Object.entries(state.files);
  return files.length > 0 && files.every(([path, fingerprint]) => fingerprintOf(path) === fingerprint) ? files.length : undefined;
}

export async function rememberState(root: string, out: string, paths: readonly string[]): Promise<void> {
  const { default: writeFileAtomic } = await import('write-file-atomic');
  const state: State = { key: stateKey(root, out), files: Object.fromEntries(paths.map((path) => [path, fingerprintOf(path)])) };
  mkdirSync(join(root, '.actionsmith'), { recursive: true });
  await writeFileAtomic(stateFile(root), JSON.stringify(state));
}

/** What else decides the output: this very build of the toolkit, the folder, and the author's tsconfig with all that it extends. */
function stateKey(root: string, out: string): string {
  const build = fingerprintOf(join(packageRoot(), 'dist', 'cli.js'));
  return `${packageVersion()} ${build} ${out} ${readImportEnding(root)}`;
}

function stateFile(root: string): string {
  return join(root, '.actionsmith', 'generate.json');
}

function readState(root: string): State | undefined {
  try {
    return JSON.parse(readFileSync(stateFile(root), 'utf8')) as State;
  } catch {
    return undefined;
  }
}

/** Nanoseconds and the change time too: an edit that keeps size and second is still seen. */
function fingerprintOf(path: string): string | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.mtimeNs}.${stat.ctimeNs}.${stat.size}.${stat.ino}` : null;
}
