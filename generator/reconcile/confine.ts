import { realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

export interface Confinement {
  /** The plugin's folder, as a real path. */
  readonly root: string;
  /** Where the manifest lies, relative to the root. */
  readonly manifestPath: string;
}

/** Where a path of the plugin really leads when that is out of where it belongs, else undefined. */
export type Confine = (path: string, ownership: 'owned' | 'scaffold') => Promise<string | undefined>;

/**
 * Owned files stay in the folder that holds the manifest when that was put outside of the plugin on request; all others in the plugin.
 * Out of it leads a `..`, which a manifest edited by hand may hold, or a symbolic link in place of a folder or of the file.
 */
export function confineTo({ root, manifestPath }: Confinement): Confine {
  const folders = new Map<string, Promise<string | undefined>>(); // many files share one
  const realFolder = (folder: string): Promise<string | undefined> => {
    const known = folders.get(folder) ?? realIfThere(folder);
    folders.set(folder, known);
    return known;
  };
  return async (path, ownership) => {
    const confinement = ownership === 'owned' && manifestPath.startsWith('..') ? dirname(join(root, manifestPath)) : root;
    const target = join(root, path);
    if (!isBelow(target, confinement)) return target;
    for (let at = dirname(target); at === confinement || isBelow(at, confinement); at = dirname(at)) {
      const real = await realFolder(at);
      if (real === undefined) continue;
      const top = (await realFolder(confinement)) ?? confinement;
      return real === top || isBelow(real, top) ? undefined : real;
    }
    return undefined;
  };
}

export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Undefined where nothing is, and only there: a folder that cannot be looked into is an error. */
export async function realIfThere(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
