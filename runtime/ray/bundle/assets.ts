import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RayError } from '../../errors/ray-error.ts';
import { BACKEND_PART, MAIN_MODULE, PART_PREFIX, RUN_FILE } from '../run-file.ts';
import { BUNDLE_MANIFEST } from './bundle-manifest.ts';
import type { ZipEntries } from './zip-files.ts';

const NEVER = ['**/node_modules/**', '**/.git/**', '**/.venv/**', '**/.actionsmith/**'];
const RESERVED = new Set([MAIN_MODULE, `${MAIN_MODULE}.map`, RUN_FILE, BACKEND_PART, BUNDLE_MANIFEST]);

/**
 * The files below the folder that the globs name; a folder's name takes all that is in it. Links are not followed, so nothing outside the folder
 * can travel. Throws RayError ASSET_NOT_FOUND for a glob that names no file, ASSET_RESERVED for one that would take the place of a file of the bundle.
 */
export async function readAssets(folder: string, globs: readonly string[]): Promise<ZipEntries> {
  const found = await Promise.all(globs.map((glob) => findAssets(folder, glob)));
  const paths = [...new Set(found.flat())].toSorted();
  const files = await Promise.all(paths.map(async (path) => [path, new Uint8Array(await readFile(join(folder, path)))] as const));
  return Object.fromEntries(files);
}

async function findAssets(folder: string, pattern: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const named = await glob(pattern, { cwd: folder, dot: true, followSymbolicLinks: false, ignore: NEVER });
  const paths = await keepOwnFiles(folder, named);
  if (paths.length === 0)
    throw new RayError(`the asset ${JSON.stringify(pattern)} names no file of the plugin`, { code: 'ASSET_NOT_FOUND' });
  const taken = paths.find((path) => RESERVED.has(path) || path.startsWith(PART_PREFIX));
  if (taken) throw new RayError(`the asset ${taken} has the name of a file of the bundle itself`, { code: 'ASSET_RESERVED' });
  return paths;
}

/** Without links, and without what a pattern with `..` finds beside the plugin. */
async function keepOwnFiles(folder: string, paths: readonly string[]): Promise<string[]> {
  const own = await Promise.all(paths.map(async (path) => !path.startsWith('..') && (await lstat(join(folder, path))).isFile()));
  return paths.filter((_, index) => own[index]);
}
