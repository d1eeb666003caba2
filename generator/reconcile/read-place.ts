import { lstat, readFile } from 'node:fs/promises';

/** What stands where a file belongs. */
export type Place =
  | { readonly kind: 'missing' }
  | { readonly kind: 'file'; readonly text: string }
  | { readonly kind: 'blocked'; readonly reason: string; readonly isLink: boolean };

/** Opens regular files only: a pipe would never end, and through a link another file would be written. */
export async function readPlace(path: string): Promise<Place> {
  try {
    const stat = await lstat(path);
    if (stat.isFile()) return { kind: 'file', text: await readFile(path, 'utf8') };
    if (stat.isSymbolicLink()) return { kind: 'blocked', reason: 'a symbolic link is in its place; move it away', isLink: true };
    return { kind: 'blocked', reason: `${stat.isDirectory() ? 'a folder' : 'no file'} is in its place; move it away`, isLink: false };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { kind: 'missing' };
    if (code === 'ENOTDIR') return { kind: 'blocked', reason: 'a file is where its folder belongs; move it away', isLink: false };
    throw error;
  }
}
