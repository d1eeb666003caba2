import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOwnerGone, thisOwner } from '../../backend/store/owner.ts';

/** Says that this process runs a run of a pipeline, so that no other one does. */
export function ownRun(folder: string, runId: string): void {
  mkdirSync(join(folder, 'owners'), { recursive: true });
  writeFileSync(fileOf(folder, runId), thisOwner());
}

export function disownRun(folder: string, runId: string): void {
  rmSync(fileOf(folder, runId), { force: true });
}

/** True where no process that lives says so. */
export function isOrphan(folder: string, runId: string): boolean {
  const file = fileOf(folder, runId);
  try {
    return isOwnerGone(readFileSync(file, 'utf8'), statSync(file).mtimeMs);
  } catch {
    return true;
  }
}

function fileOf(folder: string, runId: string): string {
  return join(folder, 'owners', runId.replaceAll(/[^\w-]/g, '-'));
}
