import { refuseEntry } from './archive-error.ts';

/** What a Unix mode says that a thing is, besides a file or a folder. POSIX, sys/stat.h. */
const OTHERS: Readonly<Record<number, string>> = {
  0o010000: 'is a named pipe',
  0o020000: 'is a device',
  0o060000: 'is a device',
  0o120000: 'is a link',
  0o140000: 'is a socket',
};
const FOLDER = 0o040000;
const FILE = 0o100000;

/** Whether an entry is a file or a folder; `otherwise` where its mode does not say. Throws ArchiveError for everything else. */
export function kindOfMode(entry: string, mode: number, otherwise: 'file' | 'folder'): 'file' | 'folder' {
  const type = mode & 0o170000;
  if (type === 0) return otherwise;
  if (type === FOLDER) return 'folder';
  if (type === FILE && otherwise === 'file') return 'file';
  throw refuseEntry(entry, OTHERS[type] ?? 'is neither a file nor a folder');
}
