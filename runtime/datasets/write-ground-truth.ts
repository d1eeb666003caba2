import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend } from '../backend/backend.ts';
import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { BackendError } from '../errors/backend-error.ts';
import type { ItemNames } from './item-names.ts';
import type { GroundTruth } from './list-ground-truths.ts';

/** Writes the annotations of a ground truth, and downloads its files: each is whole when it is there, so one that is there is left. */
export async function writeGroundTruth(
  backend: Backend,
  truth: GroundTruth,
  names: ItemNames,
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const place = join(folder, truth.split ?? '');
  for (const [at, { spec, checksum, path: from, url }] of truth.files.entries()) {
    const path = join(place, 'original_files', names.files[at]!);
    if (await isThere(path)) continue;
    if (url === undefined)
      throw new BackendError(`ground truth ${truth.id} has no data file for ${JSON.stringify(spec)}`, { code: 'NO_FILE' });
    await backend.download({ file: url, checksum }, path, { signal }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw nameFile(error, `ground truth ${truth.id}, file ${JSON.stringify(from ?? spec)}`);
    });
  }
  await mkdir(join(place, 'json'), { recursive: true });
  await writeFile(join(place, 'json', `${names.stem}.json`), JSON.stringify(truth.data));
}

/** Which of thousands it is that cannot be had. */
function nameFile(error: unknown, file: string): unknown {
  if (!isActionsmithError(error)) return error;
  const { code, retryable, message } = error;
  return new BackendError(`${file}: ${message}`, { code, retryable, cause: error });
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
