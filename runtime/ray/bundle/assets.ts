import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RayError } from '../../errors/ray-error.ts';
import { BUNDLE_MANIFEST } from './bundle-manifest.ts';
import type { ZipEntries } from './zip-files.ts';

const NEVER = new Set(['node_modules', '.git', '.venv', '.actionsmith']);
const RESERVED = new Set(['main.mjs', 'main.mjs.map', 'run.json', BUNDLE_MANIFEST]);

/**
 * The files below the folder that the globs name (`*`, `?`, `**`, `{a,b}`). Links are not followed, so nothing outside the folder can travel.
 * Throws RayError ASSET_NOT_FOUND for a glob that names no file, ASSET_RESERVED for one that would take the place of a file of the bundle.
 */
export async function readAssets(folder: string, globs: readonly string[]): Promise<ZipEntries> {
  if (globs.length === 0) return {};
  const paths = await listFiles(folder, '');
  const wanted = new Set(globs.flatMap((glob) => matching(paths, glob)));
  const files = await Promise.all([...wanted].map(async (path) => [path, new Uint8Array(await readFile(join(folder, path)))] as const));
  return Object.fromEntries(files);
}

function matching(paths: readonly string[], glob: string): string[] {
  const pattern = globPattern(glob);
  const found = paths.filter((path) => pattern.test(path));
  if (found.length === 0) throw new RayError(`the asset ${JSON.stringify(glob)} names no file of the plugin`, { code: 'ASSET_NOT_FOUND' });
  const taken = found.find((path) => RESERVED.has(path));
  if (taken) throw new RayError(`the asset ${taken} has the name of a file of the bundle itself`, { code: 'ASSET_RESERVED' });
  return found;
}

async function listFiles(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const nested = entries.map(async (entry): Promise<string[]> => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return NEVER.has(entry.name) ? [] : listFiles(folder, path);
    return entry.isFile() && (await lstat(join(folder, path))).isFile() ? [path] : [];
  });
  return (await Promise.all(nested)).flat();
}

/** As a shell reads it: `*` stays within a folder, `**` does not. A folder's name takes all that is in it. */
function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/^\.\//, '')
    .replace(/\/$/, '/**')
    .replaceAll(/\*\*\/|\*\*|[*?{},]|[.+^$()|[\]\\]/g, (token) => TOKENS[token] ?? `\\${token}`);
  return new RegExp(`^${source}$`);
}

const TOKENS: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
  '{': '(?:',
  '}': ')',
  ',': '|',
};
