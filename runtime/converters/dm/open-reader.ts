import { join } from 'node:path';
import { realpath } from 'node:fs/promises';
import type { AuditEntry } from '../audit.ts';
import type { ItemRef } from '../dataset-item.ts';
import { type DatasetReader, type ReaderOptions, refusedLinks } from '../folder/dataset-reader.ts';
import { imagesByStem, readImage, stemOf } from '../folder/images.ts';
import { listFiles } from '../folder/list-files.ts';
import { readItemJson } from '../folder/read-text.ts';
import { findSplits } from '../folder/splits.ts';
import type { DmFormat } from '../formats.ts';
import { readDmV1 } from './read-v1.ts';
import { readDmV2 } from './read-v2.ts';

/** A folder of dm: `json/` beside `original_files/`, at the root or in `train`, `valid` and `test`; a file of each belongs to the image of its name. */
export async function openDmReader(root: string, format: DmFormat, { categorized }: ReaderOptions): Promise<DatasetReader> {
  const read = format === 'dm_v1' ? readDmV1 : readDmV2;
  const realRoot = await realpath(root);
  const refs: ItemRef[] = [];
  const notes: AuditEntry[] = [];
  for (const { split, name } of await findSplits(root, ['json'], format, categorized)) {
    const at = (...below: readonly string[]): string => join(root, name, ...below);
    const [items, originals] = [await listFiles(at('json'), realRoot), await listFiles(at('original_files'), realRoot)];
    const prefix = name === '' ? '' : `${name}/`;
    notes.push(...refusedLinks(`${prefix}json`, items.refused), ...refusedLinks(`${prefix}original_files`, originals.refused));
    const images = imagesByStem(originals.files);
    for (const file of items.files) {
      if (!file.endsWith('.json')) continue;
      const id = stemOf(file);
      refs.push({
        id,
        split,
        file: `${prefix}json/${file}`,
        load: async (audit, withImage) => {
          const json = await readItemJson(at('json', file), audit);
          const document = json === undefined ? undefined : read(json.value, audit);
          if (document === undefined) return undefined;
          if (typeof document === 'string') audit.skipItem('ITEM_UNREADABLE', document);
          else if (!withImage) return { ...document, image: { path: '', fileName: '', width: 0, height: 0 } };
          else {
            const found = images.get(id);
            if (found === undefined) audit.skipItem('IMAGE_MISSING', `original_files has no ${id}`);
            const image = found === undefined ? undefined : await readImage(at('original_files', found), audit);
            if (image !== undefined) return { ...document, image };
          }
          return undefined;
        },
      });
    }
  }
  return { refs, declared: undefined, notes, close: async () => {} };
}
