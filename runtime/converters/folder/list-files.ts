import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { staysBelow } from './confine.ts';

export interface ListedFiles {
  /** Paths from the folder, with slashes, in order. */
  readonly files: readonly string[];
  /** Links that lead out of the root, or nowhere. */
  readonly refused: readonly string[];
}

/** All files below a folder, those of its folders too. Links are followed within the real root alone, and each folder once. */
export async function listFiles(folder: string, realRoot: string): Promise<ListedFiles> {
  const files: string[] = [];
  const refused: string[] = [];
  const seen = new Set<string>();
  if (!(await staysBelow(folder, realRoot))) return { files, refused: (await stat(folder).catch(() => undefined)) ? [''] : [] };
  await walk('');
  return { files: files.sort(), refused: refused.sort() };

  async function walk(below: string): Promise<void> {
    const path = join(folder, below);
    const real = await realpath(path);
    if (seen.has(real)) return;
    seen.add(real);
    for (const entry of await readdir(path, { withFileTypes: true })) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.name.startsWith('.')) continue; // .DS_Store, .git
      if (entry.isSymbolicLink() && !(await staysBelow(join(folder, name), realRoot))) refused.push(name);
      else if (entry.isDirectory() || (entry.isSymbolicLink() && (await stat(join(folder, name))).isDirectory())) await walk(name);
      else files.push(name);
    }
  }
}
