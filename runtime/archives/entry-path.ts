import { refuseEntry } from './archive-error.ts';

/** What file systems take: a name in bytes, and a whole path. */
const LONGEST_NAME = 255;
const LONGEST_PATH = 4_000;
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const CONTROL = /[\u0000-\u001F\u007F]/;

/**
 * The name of an entry as the names of its folders and its own; none for the folder itself (`./`). Throws ArchiveError for a name that could lead out of
 * the folder on any system, or that no file can have.
 */
export function readEntryPath(name: string): readonly string[] {
  if (name === '') throw refuseEntry(name, 'has no name');
  if (name.includes('\0')) throw refuseEntry(name, 'has a NUL in its name');
  if (CONTROL.test(name)) throw refuseEntry(name, 'has a control character in its name');
  if (name.includes('\\')) throw refuseEntry(name, 'has a backslash in its name, which is a separator elsewhere');
  if (name.startsWith('/')) throw refuseEntry(name, 'has an absolute path');
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw refuseEntry(name, 'leads out of its folder');
  if (/^[a-z]:/i.test(parts[0] ?? '')) throw refuseEntry(name, 'names a drive');
  if (Buffer.byteLength(name) > LONGEST_PATH || parts.some((part) => Buffer.byteLength(part) > LONGEST_NAME))
    throw refuseEntry(name, 'has a name that is too long');
  return parts;
}
