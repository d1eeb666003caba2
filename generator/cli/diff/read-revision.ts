import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { ActionsmithError } from '../../../runtime/errors.ts';

/** Larger files are no part of a contract. */
const LARGEST = 16 * 1024 * 1024;
const MOST_OUTPUT = 512 * 1024 * 1024;

/** The commit that a word names in the repository around `cwd`, or undefined. */
export function findCommit(word: string, cwd: string): string | undefined {
  if (word === '' || word.startsWith('-') || word.includes('\0')) return undefined;
  try {
    return git(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${word}^{commit}`])
      .toString('utf8')
      .trim();
  } catch {
    return undefined;
  }
}

/** Where `cwd` is in its repository: '' or `examples/penguins/`. */
export function prefixOf(cwd: string): string {
  return git(cwd, ['rev-parse', '--show-prefix']).toString('utf8').trim();
}

/**
 * Writes the files that a folder had at a commit below `target`. Only files: a link in it could lead anywhere, and one of another repository is not
 * there. Nothing of the working tree is touched, and no shell sees a name.
 */
export function writeRevision({ cwd, commit, folder, target }: { cwd: string; commit: string; folder: string; target: string }): void {
  const tree = folder === '' ? `${commit}^{tree}` : `${commit}:${folder.replace(/\/$/, '')}`;
  let listed: string;
  try {
    listed = git(cwd, ['ls-tree', '-r', '-z', '-l', '--full-tree', '--end-of-options', tree]).toString('utf8');
  } catch {
    throw new ActionsmithError(`there is no folder ${folder === '' ? '.' : folder} in ${commit.slice(0, 12)}`, { code: 'USAGE' });
  }
  const files = listed.split('\0').flatMap((line) => {
    const [, mode, oid, size, path] = /^(\d+) blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line) ?? [];
    return path !== undefined && mode !== '120000' && Number(size) <= LARGEST ? [{ oid: oid!, path }] : [];
  });
  const contents = git(cwd, ['cat-file', '--batch'], files.map(({ oid }) => `${oid}\n`).join(''));
  let at = 0;
  for (const { path } of files) {
    const end = contents.indexOf(10, at);
    const size = Number(contents.toString('utf8', at, end).split(' ')[2]);
    write(target, path, contents.subarray(end + 1, end + 1 + size));
    at = end + 2 + size;
  }
}

function write(target: string, path: string, content: Buffer): void {
  const file = resolve(join(target, path));
  if (!file.startsWith(resolve(target) + sep)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function git(cwd: string, args: readonly string[], input?: string): Buffer {
  try {
    return execFileSync('git', args, {
      cwd,
      ...(input === undefined ? {} : { input }),
      maxBuffer: MOST_OUTPUT,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
      throw new ActionsmithError('git is not installed, and a revision can only be read with it', { code: 'USAGE', cause });
    throw cause;
  }
}
