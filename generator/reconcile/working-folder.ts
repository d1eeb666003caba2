import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where a generation keeps what it is about to write, and says that it is at work. It is gone when no generator runs or was killed. */
export function workingFolder(root: string): string {
  return join(root, '.actionsmith', 'writing');
}

/** True where another generator is at work, or was killed at it. */
export function isAtWork(root: string): boolean {
  return existsSync(workingFolder(root));
}
