import { isAbsolute, relative, sep } from 'node:path';

/** A path as seen from a folder, where it is below it. */
export function shortenPath(path: string, folder: string): string {
  if (!isAbsolute(path)) return path;
  const seen = relative(folder, path);
  return seen === '' || seen.startsWith('..') || isAbsolute(seen) ? path : seen.split(sep).join('/');
}
