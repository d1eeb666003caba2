import { readFile, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import pMap from 'p-map';
import type { EmittedFile } from '../emit/emit-files.ts';
import { isOwnedText } from '../emit/header.ts';
import { contentHash, parseManifest } from './manifest.ts';

/** What has to happen to one path. `before` and `after` make a diff. */
export interface Change {
  readonly kind: 'unchanged' | 'create' | 'update' | 'delete' | 'keep' | 'refused';
  readonly path: string;
  readonly ownership: 'owned' | 'scaffold';
  readonly before?: string;
  readonly after?: string;
  /** Why a file is kept or refused. */
  readonly reason?: string;
}

interface Options {
  readonly root: string;
  readonly manifestPath: string;
}

/** Owned files stay in the folder that holds the manifest when that was put outside of the plugin on request; all others in the plugin. */
function confinedTo(ownership: Change['ownership'], { root, manifestPath }: Options): string {
  return ownership === 'owned' && manifestPath.startsWith('..') ? dirname(join(root, manifestPath)) : root;
}

/** One change a path, sorted by path; the manifest is last, so that it names only what is there. */
export async function compareWithDisk(files: readonly EmittedFile[], options: Options): Promise<Change[]> {
  const { root, manifestPath } = options;
  const previous = parseManifest((await readIfThere(join(root, manifestPath))) ?? '')?.files ?? {};
  const planned = new Set(files.map((file) => file.path));
  const stale = Object.entries(previous).filter(([path]) => !planned.has(path));
  const changes = [
    ...(await pMap(files, (file) => compareFile(file, options, previous[file.path]), { concurrency: 16 })),
    ...(await pMap(stale, ([path, hash]) => compareStale(path, hash, options), { concurrency: 16 })).flat(),
  ];
  return changes.toSorted((a, b) => Number(a.path === manifestPath) - Number(b.path === manifestPath) || (a.path < b.path ? -1 : 1));
}

async function compareFile({ path, ownership, text }: EmittedFile, options: Options, knownHash: string | undefined): Promise<Change> {
  const { root } = options;
  const outside = await leadsOutside(path, root, confinedTo(ownership, options));
  if (outside) return { kind: 'refused', path, ownership, reason: `it leads out of the plugin's folder, to ${outside}` };
  const before = await readIfThere(join(root, path));
  if (before === undefined) return { kind: 'create', path, ownership, after: text };
  if (ownership === 'scaffold' || normalise(before) === text) return { kind: 'unchanged', path, ownership };
  const isOurs = knownHash !== undefined || isOwnedText(before) || parseManifest(before) !== undefined;
  if (!isOurs) return { kind: 'refused', path, ownership, reason: 'a file that the generator did not write is in its place; move it away' };
  return { kind: 'update', path, ownership, before, after: text };
}

/** A file that an earlier contract asked for. */
async function compareStale(path: string, hash: string, options: Options): Promise<Change[]> {
  const { root } = options;
  if (await leadsOutside(path, root, confinedTo('owned', options))) return [];
  const before = await readIfThere(join(root, path));
  if (before === undefined) return [];
  if (contentHash(before) === hash) return [{ kind: 'delete', path, ownership: 'owned', before }];
  return [{ kind: 'keep', path, ownership: 'owned', reason: 'the contract no longer asks for it, but it was changed by hand' }];
}

/**
 * Where a path really leads, when that is not below the folder it is confined to: by `..`, which a manifest edited by hand may hold,
 * or by a symbolic link in place of a folder or of the file.
 */
async function leadsOutside(path: string, root: string, confinement: string): Promise<string | undefined> {
  const target = join(root, path);
  if (!isBelow(target, confinement)) return target;
  for (let at = target; isBelow(at, confinement); at = dirname(at)) {
    const real = await realpath(at).catch(() => undefined);
    if (real !== undefined) return isBelow(real, await realpath(confinement)) ? undefined : real;
  }
  return undefined;
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder + sep);
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function normalise(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
