import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActionSpec } from '../../action/action-spec.ts';
import { runsFromSource, toolkitRoot } from '../../discovery/toolkit-entries.ts';
import { backendPart } from '../../ray/bundle/backend-part.ts';
import { type BundleOptions, collectBundle } from '../../ray/bundle/bundle-plugin.ts';
import { type ZipEntries, zipFiles } from '../../ray/bundle/zip-files.ts';
import { BACKEND_PART } from '../../ray/run-file.ts';
import { SERVE_FILE, type ServeFile } from '../worker/serve-file.ts';

export interface ApplicationPackage {
  /** SHA-256 in hex: the same sources and settings are the same version. */
  readonly digest: string;
  readonly content: Uint8Array;
}

/** All that a replica is made of: the Python that Ray Serve runs, the author's bundle, and what it is told. */
export async function packageApplication(
  folder: string,
  spec: ActionSpec,
  file: ServeFile,
  options: Omit<BundleOptions, 'worker'>,
): Promise<ApplicationPackage> {
  const { files, manifest } = await collectBundle(folder, spec, { ...options, worker: 'serve' });
  const own = { [SERVE_FILE]: Buffer.from(JSON.stringify(file)), [BACKEND_PART]: Buffer.from(await backendPart()) };
  const content = zipFiles({ ...files, ...(await readShim()), ...own }, manifest.executables);
  return { digest: createHash('sha256').update(content).digest('hex'), content };
}

/** A replica keeps its Node worker as an actor of task mode does. */
const KEEPING = /^(?:family|keeper|worker_process)\.py$/;

async function readShim(): Promise<ZipEntries> {
  const [serving, keeping] = runsFromSource ? ['runtime/serve/shim', 'runtime/ray/task/shim'] : ['dist/serve-shim', 'dist/task-shim'];
  return { ...(await readPython(keeping!, KEEPING)), ...(await readPython(serving!, /\.py$/)) };
}

async function readPython(place: string, isWanted: RegExp): Promise<ZipEntries> {
  const folder = join(toolkitRoot(), place);
  const names = (await readdir(folder)).filter((name) => isWanted.test(name));
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, new Uint8Array(await readFile(join(folder, name)))] as const)),
  );
}
