import { randomUUID } from 'node:crypto';
import type { Storage } from '../../storage/storage.ts';

/** A folder of a storage that is one export's alone. Plain JSON: a checkpoint holds it. */
export interface ClaimedFolder {
  /** Below the root of the storage. */
  readonly folder: string;
  /** The file that says so, while the export runs. */
  readonly claim: string;
}

/**
 * `<path>/<name>`, or `<name>(1)`, `<name>(2)` … where something is there already. A storage has nothing that only one can create: whoever sees another's claim
 * beside his own gives way. Throws StorageError.
 */
export async function claimFolder(storage: Storage, path: string, name: string, signal: AbortSignal): Promise<ClaimedFolder> {
  const wanted = [...path.split('/').filter((part) => part !== ''), plainName(name)].join('/');
  for (let number = 0; ; number++) {
    const folder = number === 0 ? wanted : `${wanted}(${number})`;
    if ((await countBelow(storage, folder, signal)) > 0) continue;
    const claim = `${folder}/.${randomUUID()}.claim`;
    let isOurs = false;
    try {
      await storage.write(claim, '', { signal });
      isOurs = (await countBelow(storage, folder, signal)) === 1;
    } finally {
      if (!isOurs) await storage.remove(claim);
    }
    if (isOurs) return { folder, claim };
  }
}

/** One, or two for more. */
async function countBelow(storage: Storage, folder: string, signal: AbortSignal): Promise<number> {
  let count = 0;
  for await (const _ of storage.list(`${folder}/`, { signal })) if (++count === 2) break;
  return count;
}

/** A name is one folder, whatever is in it. */
function plainName(name: string): string {
  const plain = name.replaceAll(/[/\\\p{Cc}]/gu, '_');
  return /^\.{1,2}$/.test(plain) ? '_' : plain;
}
