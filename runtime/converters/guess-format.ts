import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConversionError } from './conversion-error.ts';
import { isObject } from './dm/read-annotation.ts';
import { findCocoFiles } from './coco/find-files.ts';
import { listFiles } from './folder/list-files.ts';
import { findSplits } from './folder/splits.ts';
import type { SourceFormat } from './formats.ts';
import { readYoloConfig } from './yolo/read-config.ts';

/** The format of the dataset in a folder, where it is plain from what lies there. Throws ConversionError where it is not, or is more than one. */
export async function guessFormat(root: string): Promise<SourceFormat> {
  const found = (await Promise.all([guessDm(root), guessYolo(root), guessCoco(root), guessPascal(root)])).filter(
    (format) => format !== undefined,
  );
  if (found.length === 1) return found[0]!;
  const what = found.length === 0 ? 'no format is plain from what is there' : `it could be ${found.join(' or ')}`;
  throw new ConversionError(`${root}: ${what}; say it with --from dm_v1, dm_v2, yolo, coco or pascal`, { code: 'FORMAT_NOT_PLAIN' });
}

/** By the first file that can be read. */
async function guessDm(root: string): Promise<SourceFormat | undefined> {
  const splits = await findSplits(root, ['json'], 'dm_v2').catch(() => []);
  for (const { name } of splits) {
    const { files } = await listFiles(join(root, name, 'json'), root);
    for (const file of files.filter((each) => each.endsWith('.json')).slice(0, 20)) {
      const value = await readFile(join(root, name, 'json', file), 'utf8')
        .then((text) => JSON.parse(text) as unknown)
        .catch(() => undefined);
      if (!isObject(value)) continue;
      if (Array.isArray(value['images']) || isObject(value['annotation_data'])) return 'dm_v2';
      if (isObject(value['annotations'])) return 'dm_v1';
    }
  }
  return undefined;
}

async function guessYolo(root: string): Promise<SourceFormat | undefined> {
  const config = await readYoloConfig(root).catch(() => undefined);
  if (config === undefined) return undefined;
  if (Object.keys(config.parts).length > 0) return 'yolo';
  const entries = await readdir(root);
  return entries.includes('labels') || (await findSplits(root, ['labels'], 'yolo').catch(() => [])).length > 0 ? 'yolo' : undefined;
}

async function guessCoco(root: string): Promise<SourceFormat | undefined> {
  return findCocoFiles(root).then(
    () => 'coco' as const,
    () => undefined,
  );
}

async function guessPascal(root: string): Promise<SourceFormat | undefined> {
  for (const { name } of await findSplits(root, ['Annotations', 'annotations'], 'pascal').catch(() => []))
    for (const folder of ['Annotations', 'annotations']) {
      const entries = await readdir(join(root, name, folder)).catch(() => []);
      if (entries.some((entry) => entry.toLowerCase().endsWith('.xml'))) return 'pascal';
    }
  return undefined;
}
