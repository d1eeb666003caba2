import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/** A file below a root by a name that a dataset gives; undefined for a name that leads out, or is none. */
export function fileBelow(folder: string, name: string, root: string = folder): string | undefined {
  if (name === '' || name.includes('\0') || isAbsolute(name) || /^[A-Za-z]:|\\/.test(name)) return undefined;
  const path = join(folder, name);
  return isBelow(path, root) ? path : undefined;
}

/** By their names; both absolute and without `..`. */
export function isBelow(path: string, root: string): boolean {
  const seen = relative(root, path);
  return seen !== '..' && !seen.startsWith(`..${sep}`) && !isAbsolute(seen);
}

/** What a path leads to, for a path that is a link or lies below one: false where that is not below the real root, or is nothing. */
export async function staysBelow(path: string, realRoot: string): Promise<boolean> {
  try {
    return isBelow(await realpath(path), realRoot);
  } catch {
    return false;
  }
}
