import { type Change, compareWithDisk } from './compare-with-disk.ts';
import type { EmittedFile } from '../emit/emit-files.ts';
import { withLock } from './lock.ts';
import { applyChanges } from './apply-changes.ts';

export interface ReconcileOptions {
  /** The plugin's folder, as a real path. */
  readonly root: string;
  /** Where the manifest lies, relative to the root. */
  readonly manifestPath: string;
  /** False: only say what would change. */
  readonly write: boolean;
}

/**
 * The planned files against the disk. What is equal is left alone, so its modification time stays; a stale file goes only while its bytes
 * are still ours; an author's file is never written. Check, dry-run and diff are views of the changes returned.
 */
export async function reconcile(files: readonly EmittedFile[], options: ReconcileOptions): Promise<Change[]> {
  const found = await compareWithDisk(files, options);
  if (!options.write || found.every((change) => change.kind === 'unchanged')) return found;
  return withLock(options.root, async () => {
    const changes = await compareWithDisk(files, options);
    if (!changes.some((change) => change.kind === 'refused')) await applyChanges(changes, options);
    return changes;
  });
}
