import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Change } from './compare-with-disk.ts';

/** Carries the changes out: each file is written beside its place and renamed into it. */
export async function applyChanges(changes: readonly Change[], { root }: { readonly root: string }): Promise<void> {
  for (const { kind, path, after } of changes) {
    const file = join(root, path);
    if (kind === 'delete') {
      await rm(file, { force: true });
      await removeEmptyFolders(dirname(file), root);
    }
    if ((kind === 'create' || kind === 'update') && after !== undefined) {
      await mkdir(dirname(file), { recursive: true });
      await writeFileAtomic(file, after);
    }
  }
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
