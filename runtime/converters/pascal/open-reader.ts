import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { AuditEntry } from '../audit.ts';
import type { ItemRef, Split } from '../dataset-item.ts';
import { fileBelow } from '../folder/confine.ts';
import { type DatasetReader, type ReaderOptions, refusedLinks } from '../folder/dataset-reader.ts';
import { compareSize, imagesByStem, readImage, stemOf } from '../folder/images.ts';
import { listFiles } from '../folder/list-files.ts';
import { readItemText } from '../folder/read-text.ts';
import { findSplits, isFolder, notFound, splitNamed } from '../folder/splits.ts';
import { readPascalXml } from './read-xml.ts';

const ANNOTATIONS = ['Annotations', 'annotations'];
const IMAGES = ['JPEGImages', 'Images', 'images'];

/** A folder of Pascal VOC: `Annotations` beside `JPEGImages`, with its splits in `ImageSets/Main`, or in folders of their own. */
export async function openPascalReader(root: string, { categorized, pascalOrigin = 0 }: ReaderOptions): Promise<DatasetReader> {
  const realRoot = await realpath(root);
  const refs: ItemRef[] = [];
  const notes: AuditEntry[] = [];
  for (const { split, name } of await findSplits(root, ANNOTATIONS, 'pascal', categorized)) {
    const at = (...below: readonly string[]): string => join(root, name, ...below);
    const [items, images] = [await firstFolder(at(), ANNOTATIONS), (await firstFolder(at(), IMAGES)) ?? ''];
    if (items === undefined) throw notFound(root, 'pascal', ANNOTATIONS);
    const [listed, pictures] = [
      await listFiles(at(items), realRoot),
      images === '' ? { files: [], refused: [] } : await listFiles(at(images), realRoot),
    ];
    const prefix = name === '' ? '' : `${name}/`;
    notes.push(...refusedLinks(`${prefix}${items}`, listed.refused), ...refusedLinks(`${prefix}${images}`, pictures.refused));
    const byStem = imagesByStem(pictures.files);
    const known = new Set(pictures.files);
    const sets = categorized === false ? new Map<string, Split>() : await readImageSets(at());
    for (const file of listed.files) {
      if (extname(file).toLowerCase() !== '.xml') continue;
      const id = stemOf(file);
      refs.push({
        id,
        split: split ?? sets.get(id),
        file: `${prefix}${items}/${file}`,
        load: async (audit, withImage) => {
          const text = await readItemText(at(items, file), audit);
          const document = text === undefined ? undefined : text.trim() === '' ? 'it is empty' : readPascalXml(text, pascalOrigin, audit);
          if (document === undefined) return undefined;
          if (typeof document === 'string') audit.skipItem('ITEM_UNREADABLE', document);
          else if (!withImage) return { ...document, image: { path: '', fileName: '', width: 0, height: 0 } };
          else if (document.fileName !== '' && fileBelow(root, document.fileName) === undefined)
            audit.skipItem('NAME_LEAVES_FOLDER', document.fileName);
          else {
            const found = known.has(document.fileName) ? document.fileName : (byStem.get(stemOf(document.fileName)) ?? byStem.get(id));
            if (found === undefined) audit.skipItem('IMAGE_MISSING', document.fileName || basename(id));
            const image = found === undefined ? undefined : await readImage(at(images, found), audit);
            if (image !== undefined) {
              compareSize(document.width, document.height, image, audit);
              return { ...document, image };
            }
          }
          return undefined;
        },
      });
    }
  }
  return { refs, declared: undefined, notes, close: async () => {} };
}

async function firstFolder(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) if (await isFolder(join(folder, name))) return name;
  return undefined;
}

/** The split of each id, by `ImageSets/Main/train.txt` and so on; `trainval` is no split. An id in two of them is of the first. */
async function readImageSets(folder: string): Promise<Map<string, Split>> {
  const main = join(folder, 'ImageSets', 'Main');
  const found = new Map<string, Split>();
  const files = await readdir(main).catch(() => []);
  for (const file of files.sort((left, right) => order(left) - order(right))) {
    const split = splitNamed(stemOf(file));
    if (split === undefined || extname(file) !== '.txt') continue;
    for (const line of (await readFile(join(main, file), 'utf8')).split(/\r?\n/)) {
      const id = line.trim();
      if (id !== '' && !found.has(id)) found.set(id, split);
    }
  }
  return found;
}

function order(file: string): number {
  return ['train.txt', 'valid.txt', 'val.txt', 'validation.txt', 'test.txt'].indexOf(file);
}
