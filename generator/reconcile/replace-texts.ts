import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ActionsmithError } from '../../runtime/errors.ts';
import { applyChanges } from './apply-changes.ts';
import type { Change } from './compare-with-disk.ts';
import { withLock } from './lock.ts';
import { takeBack } from './take-back.ts';

/** What becomes of a file of the author that was asked to be changed; undefined is a file that is not there. */
export interface Replacement {
  /** Relative to the plugin's folder. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Carries all of them out, or none. Throws FILE_CHANGED where a file is no longer what was read. */
export async function replaceTexts(replacements: readonly Replacement[], root: string): Promise<void> {
  if (replacements.length === 0) return;
  const confinement = { root, manifestPath: 'generated/contract.json' };
  await withLock(root, async () => {
    await takeBack(confinement);
    for (const { path, before } of replacements)
      if (before !== undefined && !(await readFile(join(root, path))).equals(Buffer.from(before)))
        throw new ActionsmithError(`${path} has changed meanwhile; nothing was written`, { code: 'FILE_CHANGED' });
    await applyChanges(replacements.map(changeOf), confinement);
  });
}

function changeOf({ path, before, after }: Replacement): Change {
  if (before === undefined) return { kind: 'create', path, ownership: 'scaffold', after: after! };
  if (after === undefined) return { kind: 'delete', path, ownership: 'scaffold', before };
  return { kind: 'update', path, ownership: 'scaffold', before, after };
}
