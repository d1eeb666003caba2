import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackArchive } from '../archives/unpack-archive.ts';
import { placeFile } from '../backend/place-file.ts';
import { underLock } from '../process/under-lock.ts';
import type { ModelFiles } from './model-files.ts';

export interface KeepFilesOptions {
  /** For messages. */
  readonly name: string;
  /** Where what comes is a file to keep as it is, and no archive: how it is called. */
  readonly filename?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Puts the archive, or the file, at this path, whole or not at all. */
  readonly fetch: (path: string, signal: AbortSignal) => Promise<void>;
}

interface Manifest {
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/**
 * The files of one content in a folder of a cache: fetched and unpacked by the first process that asks, while others wait. What a killed process has left is
 * cleared away, but for an archive that is whole; files that are gone, or of another size than they were, are fetched again.
 */
export async function keepFiles(folder: string, options: KeepFilesOptions): Promise<ModelFiles> {
  const kept = await readKept(folder);
  if (kept !== undefined) return kept;
  return underLock(folder, options.signal, async (signal) => {
    const meanwhile = await readKept(folder);
    if (meanwhile !== undefined) return meanwhile;
    try {
      return await fill(folder, options, signal);
    } catch (error) {
      if (!signal.aborted) await rm(folder, { recursive: true, force: true });
      throw error;
    }
  });
}

async function fill(folder: string, { name, filename, fetch }: KeepFilesOptions, signal: AbortSignal): Promise<ModelFiles> {
  await mkdir(folder, { recursive: true });
  for (const left of await readdir(folder)) if (left !== ARRIVED) await rm(join(folder, left), { recursive: true, force: true });
  const arrived = join(folder, ARRIVED);
  if (!existsSync(arrived)) await fetch(arrived, signal);
  const files = join(folder, FILES);
  const manifest: Manifest =
    filename === undefined ? await unpackArchive(arrived, files, { signal, name }) : await keepAsItIs(arrived, files, filename);
  await placeFile(join(folder, MANIFEST), (part) => writeFile(part, JSON.stringify(manifest)));
  await rm(arrived, { force: true });
  return describe(folder, manifest);
}

/** What has come, and is whole; where it is unpacked; and what says that all of it is there. */
const ARRIVED = 'arrived';
const FILES = 'files';
const MANIFEST = 'manifest.json';

async function keepAsItIs(arrived: string, files: string, filename: string): Promise<Manifest> {
  const { size } = await stat(arrived);
  await mkdir(files);
  await rename(arrived, join(files, filename));
  return { files: [{ path: filename, size }] };
}

async function readKept(folder: string): Promise<ModelFiles | undefined> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Manifest;
    for (const { path, size } of manifest.files) if ((await stat(join(folder, FILES, path))).size !== size) return undefined;
    return describe(folder, manifest);
  } catch {
    return undefined; // there is none, or it is not whole
  }
}

function describe(folder: string, { files }: Manifest): ModelFiles {
  const path = join(folder, FILES);
  const [first, ...others] = files;
  return { path, ...(first !== undefined && others.length === 0 && { filePath: join(path, first.path) }) };
}
