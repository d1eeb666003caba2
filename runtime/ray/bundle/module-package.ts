import { createHash } from 'node:crypto';
import type { Bundle } from './bundle-manifest.ts';
import { type ZipEntries, zipFiles } from './zip-files.ts';

const MODULES = 'node_modules/';

/** What a bundle has below node_modules, as a package of its own: it stays on the cluster from one job to the next, where everything else is of one run. */
export interface ModulePackage {
  /** SHA-256 in hex of what is in it, so that it is known without being made. */
  readonly digest: string;
  readonly make: () => Uint8Array;
}

/** Undefined where a bundle has no such packages. */
export function packageModules({ files, manifest }: Bundle): ModulePackage | undefined {
  const modules = pick(files, (path) => path.startsWith(MODULES));
  if (Object.keys(modules).length === 0) return undefined;
  const executables = (manifest.executables ?? []).filter((path) => path in modules);
  return { digest: digestOf(modules, new Set(executables)), make: () => zipFiles(modules, executables) };
}

/** The files of a bundle that are no such packages. */
export function withoutModules({ files }: Bundle): ZipEntries {
  return pick(files, (path) => !path.startsWith(MODULES));
}

/**
 * For the shell of a job that has such a package among its `py_modules`: puts a link where Node looks for packages. Ray tells in PYTHONPATH where it has
 * unpacked it, in a folder with the package's own name.
 */
export function linkModules(uri: string): string {
  const name = uri.replace(/^gcs:\/\//, '').replace(/\.zip$/, '');
  return `(IFS=:; for d in $PYTHONPATH; do case $d in */${name}) ln -sfn "$d/node_modules" node_modules;; esac; done)`;
}

function pick(files: ZipEntries, isWanted: (path: string) => boolean): ZipEntries {
  return Object.fromEntries(Object.entries(files).filter(([path]) => isWanted(path)));
}

function digestOf(files: ZipEntries, executables: ReadonlySet<string>): string {
  const hash = createHash('sha256');
  for (const path of Object.keys(files).toSorted()) {
    const content = files[path]!;
    hash.update(JSON.stringify([path, executables.has(path), content.byteLength]));
    hash.update(content);
  }
  return hash.digest('hex');
}
