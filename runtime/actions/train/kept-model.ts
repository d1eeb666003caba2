import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { packFolder, type PackOptions } from '../../archives/pack-folder.ts';
import { unpackArchive } from '../../archives/unpack-archive.ts';
import { placeFile } from '../../backend/place-file.ts';
import type { PluginEnvironment } from '../../context/plugin-environment.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { stateFolder } from '../../process/user-folders.ts';

/** A trained model as an archive of this machine, which stays until a backend has it. Plain JSON: a checkpoint holds it. */
export interface KeptModel {
  /** The file. */
  readonly archive: string;
  /** What the file or folder was called. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Where it is. */
  readonly machine: string;
}

/** With room for what stands behind it while it is written. */
const LONGEST_BYTES = 180;

/** Where trained models wait: ACTIONSMITH_MODELS, a folder that all machines share, else the user's own folder, which outlives a job's. */
export function keptModelsFolder(env: PluginEnvironment): string {
  const given = env.get('ACTIONSMITH_MODELS');
  return given ? resolve(given) : join(stateFolder({ ...process.env, ...env.toObject() }), 'models');
}

/** Packs a trained model. Throws ActionsmithError NOT_PACKED. */
export async function keepModel(path: string, folder: string, options: PackOptions): Promise<KeptModel> {
  const name = basename(resolve(path));
  const file = Buffer.byteLength(name) <= LONGEST_BYTES ? name : 'model';
  const archive = join(folder, randomUUID(), `${file}.zip`);
  try {
    const { size } = await packFolder(path, archive, options);
    return { archive, name, size, machine: hostname() };
  } catch (error) {
    await rm(dirname(archive), { recursive: true, force: true });
    throw error;
  }
}

/** Throws MODEL_GONE where the archive is not on this machine. */
export function findKept({ archive, machine }: KeptModel): void {
  if (existsSync(archive)) return;
  const help =
    machine === hostname()
      ? 'somebody has removed it'
      : `this is machine ${hostname()}: resume it on that one, or let ACTIONSMITH_MODELS name a folder that all machines share`;
  throw new ActionsmithError(`the trained model was kept in ${archive} of machine ${machine}; ${help}`, { code: 'MODEL_GONE' });
}

/** Its files, for who goes on with them. Throws MODEL_GONE, ArchiveError. */
export async function unpackKept(kept: KeptModel, signal: AbortSignal): Promise<string> {
  const path = unpackedPath(kept);
  if (existsSync(path)) return path;
  findKept(kept);
  await unpackArchive(kept.archive, path, { signal });
  return path;
}

export function unpackedPath({ archive, name }: KeptModel): string {
  return join(dirname(archive), 'files', name);
}

/** For a model that a backend has; which upload it was made of stays known until `forgetKept`. */
export async function dropArchive({ archive }: KeptModel): Promise<void> {
  await rm(archive, { force: true });
}

/** For a model that nobody will ask for again. */
export async function forgetKept({ archive }: KeptModel): Promise<void> {
  await rm(dirname(archive), { recursive: true, force: true });
}

/** The upload that a backend has completed: made a model of, it is one model however often that is asked for. */
export async function readUpload({ archive }: KeptModel): Promise<string | undefined> {
  return readFile(uploadPath(archive), 'utf8').catch(() => undefined);
}

export async function writeUpload({ archive }: KeptModel, id: string): Promise<void> {
  await placeFile(uploadPath(archive), (part) => writeFile(part, id));
}

function uploadPath(archive: string): string {
  return join(dirname(archive), 'upload');
}
