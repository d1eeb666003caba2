import { relative } from 'node:path';

/** What the system answered, as people say it. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'you have no permission',
  EPERM: 'you have no permission',
  EROFS: 'it is on a file system that cannot be written',
  ENOSPC: 'no space is left on the disk',
  EMFILE: 'too many files are open',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EADDRINUSE: 'the port is in use',
};

/** True for what Node throws where a call of the system failed. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** `nope.json: there is no such file or folder`: the path as seen from the folder you stand in, and what is wrong with it. */
export function describeSystemError(error: NodeJS.ErrnoException): string {
  const reason = reasonOf(error);
  return error.path === undefined ? reason : `${shorten(error.path)}: ${reason}`;
}

/** Without the path, for a sentence that has it already. */
export function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  return REASONS[code ?? ''] ?? message;
}

function shorten(path: string): string {
  const seen = relative(process.cwd(), path);
  return seen === '' || seen.startsWith('..') ? path : seen;
}
