import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Model } from '../../generated/backend/model/types.ts';
import type { Backend } from '../backend/backend.ts';
import { BackendError } from '../errors/backend-error.ts';
import { isArchiveName, safeFilename } from './archive-name.ts';
import { keepFiles } from './keep-files.ts';
import type { ModelFiles } from './model-files.ts';
import { keptOrExplained } from './kept-or-explained.ts';

export interface FetchModelOptions {
  /** Where models stay for the next run, also one of another process: in `models` below it. */
  readonly cache: string;
  readonly signal?: AbortSignal | undefined;
  /** From 0 to 1. */
  readonly onProgress?: ((part: number) => void) | undefined;
}

/** A model of the backend, and where its files are. */
export type FetchedModel = Model & ModelFiles;

/** Of the way: the rest is unpacking. */
const DOWNLOADED = 0.9;

/**
 * A model of the backend with its files on this machine: unpacked where they are a zip or a tar, once for all that have the same content. Throws
 * NotFoundError, BackendError NO_FILE and CHECKSUM_MISMATCH, ArchiveError, and ActionsmithError MODEL_NOT_KEPT; nothing is left of a model that is not whole.
 */
export async function fetchModel(backend: Backend, id: number, { cache, signal, onProgress }: FetchModelOptions): Promise<FetchedModel> {
  const model = await backend.models.get(id, { signal });
  const name = `model ${id} (${model.name})`;
  if (typeof model.file !== 'string') throw new BackendError(`${name} has no file`, { code: 'NO_FILE' });
  const filename = filenameOf(model);
  const isArchive = filename === undefined || isArchiveName(filename);
  const folder = join(cache, 'models', keyOf(model), isArchive ? 'archive' : `file-${digest(filename).slice(0, 16)}`);
  const report = (part: number): void => onProgress?.(Math.min(1, part) * DOWNLOADED);
  const files = await keptOrExplained(name, folder, () =>
    keepFiles(folder, {
      name,
      signal,
      ...(!isArchive && { filename }),
      fetch: async (path, held) => {
        const { size } = model;
        await backend.download(model, path, { signal: held, onProgress: (received) => report(received / (size ?? Infinity)) });
      },
    }),
  );
  onProgress?.(1);
  return { ...model, ...files };
}

/** Under which name it was uploaded, as the backend says, or the address of its file. */
function filenameOf({ filename, file }: Model): string | undefined {
  if (typeof filename === 'string') return safeFilename(filename);
  return safeFilename(decodePath(addressOf(file!).pathname));
}

/** The content; where the backend does not say which it is, the file's address and when the model was changed. */
function keyOf({ checksum, file, id, updated_at }: Model): string {
  if (checksum !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(checksum)) return checksum.toLowerCase();
  const { origin, pathname } = addressOf(file!);
  return digest(JSON.stringify([origin, pathname, id, updated_at, checksum]));
}

/** Some backends leave their own name away. */
function addressOf(file: string): URL {
  return new URL(file, 'http://backend.invalid/');
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
