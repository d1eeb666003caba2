import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

/** An empty folder, for one test. It goes when the process ends, whatever runs the tests; or earlier, by `removeTemporaryFolder`. */
export function makeTemporaryFolder(): string {
  if (folders.size === 0) process.once('exit', () => folders.forEach(removeTemporaryFolder));
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-test-')));
  folders.add(folder);
  return folder;
}

export function removeTemporaryFolder(folder: string): void {
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true });
}
