import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { placeFile } from '../backend/place-file.ts';
import { type DatasetFormat, readFormat, type SourceFormat } from '../converters/formats.ts';
import { listFiles } from '../converters/folder/list-files.ts';
import { getConverter } from '../converters/get-converter.ts';
import { describeSystemError, isSystemError } from '../errors/describe-system-error.ts';
import { BackendError } from '../errors/backend-error.ts';
import { underLock } from '../process/under-lock.ts';
import { writeConverted } from './convert-dataset.ts';
import type { ConversionCounts, ConversionOptions, ConvertedDataset } from './local-dataset.ts';

export interface LocalConversion extends ConversionOptions {
  readonly from: string;
  readonly to: string;
  /** True where the dataset has to be in splits; otherwise what is there. */
  readonly categorized: boolean;
  /** Where converted datasets stay for the next run. */
  readonly cache: string;
}

export interface ConvertedFolder extends ConvertedDataset {
  readonly counts: ConversionCounts;
  readonly path: string;
  readonly format: DatasetFormat;
}

/**
 * A dataset of this machine in another format, once for all runs that ask for the same: another file, another format or another option is another folder, and
 * one that is there is whole. Throws ConversionError, and BackendError where it cannot be read or kept, or nothing of it could be converted.
 */
export async function convertLocalDataset(source: string, options: LocalConversion): Promise<ConvertedFolder> {
  const { from, cache, categorized, signal, onProgress } = options;
  const format = readFormat(options.to);
  const converter = getConverter(from as SourceFormat, format, categorized ? { categorized } : {});
  try {
    const root = join(cache, 'datasets', `local-${await digestOf(source, { from, categorized })}`);
    const path = join(root, format);
    const make = async (held: AbortSignal): Promise<Note> =>
      (await readMade(path)) ?? keepNote(path, await writeConverted(converter, source, path, { signal: held, onProgress }));
    const made = (await readMade(path)) ?? (await underLock(path, signal, make));
    onProgress?.(1, 1);
    return { ...made, path, format };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new BackendError(`${source} cannot be converted: ${describeSystemError(error)}`, { code: 'DATASET_NOT_READ', cause: error });
  }
}

/** Beside the folder, so that the next run knows what the conversion said. */
type Note = Omit<ConvertedFolder, 'path' | 'format'>;

/** Changes with every file of the dataset: its name, its size and when it was written. */
async function digestOf(source: string, options: Readonly<Record<string, unknown>>): Promise<string> {
  const root = await realpath(source);
  const hash = createHash('sha256').update(JSON.stringify([root, options]));
  const files = (await stat(root)).isDirectory() ? (await listFiles(root, root)).files.map((file) => join(root, file)) : [root];
  for (const file of files) {
    const seen = await stat(file).catch(() => undefined); // a link that leads nowhere: the conversion says so
    hash.update(JSON.stringify([file, seen?.size, seen?.mtimeMs]));
  }
  return hash.digest('hex').slice(0, 24);
}

/** Undefined where it is not there, or not wholly. */
async function readMade(path: string): Promise<Note | undefined> {
  if (!existsSync(path)) return undefined;
  const text = await readFile(`${path}.json`, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Note);
}

async function keepNote(path: string, made: Note): Promise<Note> {
  await placeFile(`${path}.json`, (part) => writeFile(part, JSON.stringify(made)));
  return made;
}
