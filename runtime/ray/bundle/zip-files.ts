import { strFromU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { RayError } from '../../errors/ray-error.ts';

/** Contents by path, with `/` between folders. */
export type ZipEntries = Readonly<Record<string, Uint8Array>>;

/** The earliest date a zip can hold, in local time, because a zip holds local time. */
const FIXED_DATE = new Date(1980, 0, 1);
const UNIX = 3;
const PLAIN_FILE = 0o100644 << 16;
const PROGRAM = 0o100755 << 16;

/** A zip of the files. The same files give the same bytes: sorted, without dates, and with one of two modes. */
export function zipFiles(files: ZipEntries, executables: readonly string[] = []): Uint8Array {
  const programs = new Set(executables);
  const entries: Zippable = {};
  for (const path of Object.keys(files).sort()) {
    const content = files[path];
    if (content) entries[path] = [content, { mtime: FIXED_DATE, os: UNIX, attrs: programs.has(path) ? PROGRAM : PLAIN_FILE, level: 6 }];
  }
  return zipSync(entries);
}

/** The files in a zip. Throws RayError BAD_BUNDLE for what is none. */
export function unzipFiles(zip: Uint8Array): ZipEntries {
  try {
    return unzipSync(zip);
  } catch (cause) {
    throw new RayError('the bundle is no zip file, or it is damaged', { code: 'BAD_BUNDLE', cause });
  }
}

/** A file of a zip as text. Undefined where it is missing. */
export function textOf(files: ZipEntries, path: string): string | undefined {
  const content = files[path];
  return content && strFromU8(content);
}
