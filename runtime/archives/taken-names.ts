import { refuseEntry } from './archive-error.ts';

interface Taken {
  /** As it was written first. */
  readonly name: string;
  /** What is in it, where it is a folder. */
  readonly below?: Map<string, Taken>;
}

/**
 * The names of an archive that are in use. Two that differ in case or in their Unicode form alone are one file on some systems, and the later one would
 * take the place of the earlier.
 */
export class TakenNames {
  readonly #root = new Map<string, Taken>();

  /** Gives how many files and folders are new. Throws ArchiveError. */
  take(entry: string, path: readonly string[], kind: 'file' | 'folder'): number {
    let fresh = 0;
    let folder = this.#root;
    for (const [depth, name] of path.entries()) {
      const isLast = depth === path.length - 1;
      const isFolder = !isLast || kind === 'folder';
      const key = foldName(name);
      let taken = folder.get(key);
      if (taken === undefined) {
        taken = isFolder ? { name, below: new Map() } : { name };
        folder.set(key, taken);
        fresh += 1;
      } else refuseTwin(entry, path.slice(0, depth + 1), taken, { isFolder, isLast });
      folder = taken.below ?? folder;
    }
    return fresh;
  }
}

function refuseTwin(
  entry: string,
  path: readonly string[],
  taken: Taken,
  { isFolder, isLast }: { readonly isFolder: boolean; readonly isLast: boolean },
): void {
  const other = JSON.stringify([...path.slice(0, -1), taken.name].join('/'));
  if (taken.name !== path.at(-1))
    throw refuseEntry(entry, `would be in the place of ${other} where case or Unicode form make no difference`);
  if (isFolder !== (taken.below !== undefined))
    throw refuseEntry(entry, isLast ? 'is a file and a folder' : `lies in ${other}, which is a file`);
  if (!isFolder) throw refuseEntry(entry, 'is there twice');
}

/** As the file systems compare that ignore case: one name for all that they take for the same. */
function foldName(name: string): string {
  return name.normalize('NFD').toUpperCase().toLowerCase().normalize('NFD');
}
