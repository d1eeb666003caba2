import { join } from 'node:path';
import { applyChanges } from './apply-changes.ts';
import { type Change, compareWithDisk } from './compare-with-disk.ts';
import type { Confinement } from './confine.ts';
import type { EmittedFile } from '../emit/emit-files.ts';
import { withLock } from './lock.ts';
import { readPlace } from './read-place.ts';
import { takeBack, takeBackInterrupted } from './take-back.ts';

export interface ReconcileOptions extends Confinement {
  /** False: only say what would change. */
  readonly write: boolean;
}

/**
 * The planned files against the disk. What is equal is left alone, so its modification time stays; a stale file goes only while its bytes
 * are still ours; an author's file is never written. Check, dry-run and diff are views of the changes returned.
 */
export async function reconcile(files: readonly EmittedFile[], options: ReconcileOptions): Promise<Change[]> {
  await takeBackInterrupted(options);
  if (!options.write || (await isManifestCurrent(files, options))) {
    const found = await compareWithDisk(files, options);
    if (!options.write || found.every((change) => change.kind === 'unchanged')) return found;
  }
  return withLock(options.root, async () => {
    await takeBack(options);
    const changes = await compareWithDisk(files, options);
    if (!changes.some((change) => change.kind === 'refused')) await applyChanges(changes, options);
    return changes;
  });
}

/** Whether the manifest on the disk is the one to come. Where it is not, there is something to do, and one look at all files is enough: under the lock. */
async function isManifestCurrent(files: readonly EmittedFile[], { root, manifestPath }: Confinement): Promise<boolean> {
  const manifest = files.find(({ path }) => path === manifestPath);
  const place = await readPlace(join(root, manifestPath));
  return place.kind === 'file' && place.text.replaceAll('\r\n', '\n') === manifest?.text;
}
