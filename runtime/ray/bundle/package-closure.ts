import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RayError } from '../../errors/ray-error.ts';
import { installCommand, isNamedFor, type PlatformLimits, runsOn, type WorkerPlatform } from './worker-platform.ts';

/** A package of a closure: where it lies here, with all links resolved, and where below `node_modules/` it will lie. */
export interface PlacedPackage {
  readonly name: string;
  readonly folder: string;
  readonly place: string;
}

interface Manifest extends PlatformLimits {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

interface Wanted {
  readonly name: string;
  readonly from: string;
  /** Where the one that wants it will lie; empty for the bundle itself. */
  readonly below: string;
  readonly isOptional: boolean;
  readonly wantedBy: string;
}

/**
 * The packages, and all that they need on a platform, found as Node finds them from `folder`, whoever installed them and by whatever links. Each goes to the top
 * of node_modules; a second version of a name goes below the package that wants it.
 * Throws RayError EXTERNAL_NOT_FOUND, EXTERNAL_PLATFORM where a part for that platform is not installed here.
 */
export function findClosure(folder: string, names: readonly string[], platform: WorkerPlatform): PlacedPackage[] {
  const placed = new Map<string, PlacedPackage>();
  const queue: Wanted[] = names.map((name) => ({ name, from: folder, below: '', isOptional: false, wantedBy: 'externals in config.yaml' }));
  for (const wanted of queue) {
    const found = findPackage(wanted.from, wanted.name);
    if (found === undefined) {
      refuseMissing(wanted, platform);
      continue;
    }
    const manifest = readManifest(found);
    if (!runsOn(manifest, platform)) {
      if (wanted.isOptional) continue; // the part for another platform
      throw new RayError(`${wanted.name} does not run on ${platform.os}-${platform.cpu}`, { code: 'EXTERNAL_PLATFORM' });
    }
    const there = lookUp(placed, wanted.below, wanted.name);
    if (there?.folder === found) continue;
    const place = there === undefined ? wanted.name : `${wanted.below}/node_modules/${wanted.name}`;
    placed.set(place, { name: wanted.name, folder: found, place });
    queue.push(...dependenciesOf(manifest, wanted.name, found, place));
  }
  return [...placed.values()].toSorted((one, other) => (one.place < other.place ? -1 : 1));
}

function dependenciesOf(manifest: Manifest, wantedBy: string, from: string, below: string): Wanted[] {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  const peers = Object.keys(peerDependencies).filter((name) => !(name in dependencies) && peerDependenciesMeta[name]?.optional !== true);
  const optional = new Set([...Object.keys(optionalDependencies), ...peers]); // a peer may be missing: it works here as it is
  const all = new Set([...Object.keys(dependencies), ...optional]);
  return [...all].toSorted().map((name) => ({ name, from, below, isOptional: optional.has(name), wantedBy }));
}

/** What Node will find for a name from a place: the nearest one on the way up. */
function lookUp(placed: ReadonlyMap<string, PlacedPackage>, below: string, name: string): PlacedPackage | undefined {
  for (let at = below; at !== ''; at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '') {
    const found = placed.get(`${at}/node_modules/${name}`);
    if (found !== undefined) return found;
  }
  return placed.get(name);
}

function findPackage(from: string, name: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
    if (at === dirname(at)) return undefined;
  }
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function refuseMissing({ name, isOptional, wantedBy }: Wanted, platform: WorkerPlatform): void {
  if (isNamedFor(name, platform))
    throw new RayError(
      `${wantedBy} has no part for ${platform.os}-${platform.cpu} here: install it with: ${installCommand(wantedBy, platform)}`,
      { code: 'EXTERNAL_PLATFORM' },
    );
  if (isOptional) return;
  throw new RayError(`the package ${name}, which ${wantedBy} needs, is not installed: npm install ${name}`, { code: 'EXTERNAL_NOT_FOUND' });
}
