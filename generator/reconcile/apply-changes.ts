import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pMap from 'p-map';
import writeFileAtomic from 'write-file-atomic';
import type { Change } from './compare-with-disk.ts';

/** Carries the changes out: each file is written beside its place and renamed into it, the last one (the manifest) after all others. */
export async function applyChanges(changes: readonly Change[], { root }: { readonly root: string }): Promise<void> {
  const last = changes.at(-1);
  await pMap(changes.slice(0, -1), (change) => writeChange(change, root), { concurrency: 16 });
  if (last !== undefined) await writeChange(last, root);
  for (const { kind, path } of changes) if (kind === 'delete') await removeEmptyFolders(dirname(join(root, path)), root);
}

async function writeChange({ kind, path, after }: Change, root: string): Promise<void> {
  const file = join(root, path);
  if (kind === 'delete') await rm(file, { force: true });
  if ((kind !== 'create' && kind !== 'update') || after === undefined) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFileAtomic(file, after, { fsync: false }); // what a power cut takes, the next run writes again
}

/** Walks up while a folder is empty; the first that is not ends it. */
async function removeEmptyFolders(folder: string, root: string): Promise<void> {
  for (let at = folder; at.length > root.length; at = dirname(at)) {
    try {
      await rmdir(at);
    } catch {
      return;
    }
  }
}
