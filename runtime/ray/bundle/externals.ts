import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { RayError } from '../../errors/ray-error.ts';
import { findClosure, type PlacedPackage } from './package-closure.ts';
import { isThisMachine, type WorkerPlatform } from './worker-platform.ts';
import type { ZipEntries } from './zip-files.ts';

export interface Externals {
  /** `node_modules/…` */
  readonly files: ZipEntries;
  /** Those of the files that are programs. */
  readonly executables: readonly string[];
}

/** Of no use where a program runs. */
const LEFT_OUT = new Set(['node_modules', '.git', '.bin', '.github']);

/**
 * Packages that are not bundled, with everything that they need on the platform, as files below `node_modules/`. Links lead nowhere in a package of Ray, so
 * what they lead to is taken, as long as that lies in the package. Throws RayError EXTERNAL_NOT_FOUND, EXTERNAL_PLATFORM, EXTERNAL_LINK.
 */
export async function readExternals(folder: string, names: readonly string[], platform: WorkerPlatform): Promise<Externals> {
  const files: Record<string, Uint8Array> = {};
  const executables: string[] = [];
  for (const owner of findClosure(folder, names, platform)) {
    for (const { path, content, isExecutable } of await readPackage(owner)) {
      if (path.endsWith('.node') && !isThisMachine(platform)) await refuseBuiltHere(owner, platform);
      const entry = `node_modules/${owner.place}/${path}`;
      files[entry] = content;
      if (isExecutable) executables.push(entry);
    }
  }
  return { files, executables: executables.toSorted() };
}

interface PackageFile {
  readonly path: string;
  readonly content: Uint8Array;
  readonly isExecutable: boolean;
}

async function readPackage({ folder }: PlacedPackage, at: string = folder, seen: readonly string[] = []): Promise<PackageFile[]> {
  const found: PackageFile[] = [];
  for (const name of (await readdir(at)).toSorted()) {
    if (LEFT_OUT.has(name)) continue;
    const path = join(at, name);
    const real = await ownTarget(folder, path);
    const stats = await lstat(real);
    if (stats.isDirectory() && !seen.includes(real)) found.push(...(await readPackage({ name, folder, place: '' }, path, [...seen, real])));
    if (!stats.isFile()) continue;
    const place = relative(folder, path).split(sep).join('/');
    found.push({ path: place, content: new Uint8Array(await readFile(real)), isExecutable: (stats.mode & 0o100) !== 0 });
  }
  return found;
}

async function ownTarget(folder: string, path: string): Promise<string> {
  const real = await realpath(path).catch(() => '');
  if (real.startsWith(folder + sep)) return real;
  throw new RayError(`${path} is a link that leads out of its package${real ? '' : ', to nothing'}: it cannot travel`, {
    code: 'EXTERNAL_LINK',
  });
}

/** A package that says for which platforms it is has been asked already; any other one with a binary was built by this machine. */
async function refuseBuiltHere({ name, folder }: PlacedPackage, { os, cpu }: WorkerPlatform): Promise<void> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { readonly os?: unknown; readonly cpu?: unknown };
  if (manifest.os !== undefined && manifest.cpu !== undefined) return;
  throw new RayError(
    `${name} was built for ${process.platform}-${process.arch}, and the cluster is ${os}-${cpu}: install and submit it on such a machine`,
    {
      code: 'EXTERNAL_PLATFORM',
    },
  );
}
