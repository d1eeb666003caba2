import { relative, sep } from 'node:path';
import picomatch from 'picomatch';

/** Whether a file is meant by globs as formatters read them: relative to a folder; one without a slash means a name anywhere. */
export function matchesGlobs(path: string, folder: string, globs: readonly string[]): boolean {
  const name = relative(folder, path).split(sep).join('/');
  return globs.some((glob) => picomatch(glob.replace(/^\.?\//, ''), { dot: true, basename: !glob.includes('/') })(name));
}
