import { readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { AuditEntry } from '../audit.ts';
import type { Split } from '../dataset-item.ts';
import { fileBelow, staysBelow } from '../folder/confine.ts';
import { refusedLinks } from '../folder/dataset-reader.ts';
import { isImage, stemOf } from '../folder/images.ts';
import { listFiles } from '../folder/list-files.ts';
import { findSplits, isFolder, notFound, splitNamed } from '../folder/splits.ts';
import type { YoloConfig } from './read-config.ts';

/** An image of yolo and its labels; paths from the root, with slashes. */
export interface YoloPair {
  readonly id: string;
  readonly split: Split | undefined;
  /** Undefined where there are labels alone. */
  readonly image: string | undefined;
  readonly label: string;
}

export interface FoundPairs {
  readonly pairs: readonly YoloPair[];
  readonly notes: readonly AuditEntry[];
}

/** The images of a dataset: where its config says, else by convention. Throws ConversionError where there are none to look for. */
export async function findYoloImages(root: string, realRoot: string, config: YoloConfig, categorized?: boolean): Promise<FoundPairs> {
  const pairs: YoloPair[] = [];
  const notes: AuditEntry[] = [];
  const seen = new Set<string>();
  for (const { split, place } of await findPlaces(root, config, categorized)) {
    if (seen.has(place)) continue; // without a part for validation, `val` repeats `train`
    seen.add(place);
    const { files, refused } = place.endsWith('.txt') ? await readList(root, place, realRoot) : await listBelow(root, place, realRoot);
    notes.push(...(place.endsWith('.txt') ? refused.map(leavesFolder) : refusedLinks(place, refused)));
    const folder = place.endsWith('.txt') ? '' : place;
    const images = files.filter(isImage);
    const labels = new Set<string>();
    for (const image of images) {
      const label = labelOf(image);
      if (labels.has(label)) notes.push({ file: image, outcome: 'skipped', reason: 'NAME_TAKEN', detail: label });
      else pairs.push({ id: stemOf(folder === '' ? image : image.slice(folder.length + 1)), split, image, label });
      labels.add(label);
    }
    if (folder === '') continue;
    const folderOfLabels = labelOf(`${folder}/x`).slice(0, -'/x.txt'.length);
    if (folderOfLabels === folder) continue;
    const found = await listBelow(root, folderOfLabels, realRoot);
    notes.push(...refusedLinks(folderOfLabels, found.refused));
    for (const label of found.files)
      if (label.endsWith('.txt') && !labels.has(label))
        pairs.push({ id: stemOf(label.slice(folderOfLabels.length + 1)), split, image: undefined, label });
  }
  return { pairs, notes };
}

/** `train/images/a.jpg` → `train/labels/a.txt`: the last folder `images`, as Ultralytics does it; beside the image where there is none. */
export function labelOf(image: string): string {
  const folders = image.split('/');
  const at = folders.lastIndexOf('images', -2);
  return `${stemOf(folders.map((name, index) => (index === at ? 'labels' : name)).join('/'))}.txt`;
}

interface Place {
  readonly split: Split | undefined;
  /** A folder, or a text file of images; from the root, with slashes. */
  readonly place: string;
}

async function findPlaces(root: string, config: YoloConfig, categorized: boolean | undefined): Promise<Place[]> {
  const places: Place[] = [];
  for (const [name, paths] of Object.entries(config.parts)) {
    for (const path of paths) {
      const place = await resolvePlace(root, config.path, path);
      if (place !== undefined) places.push({ split: splitNamed(name), place });
    }
  }
  const isOne = new Set(places.map(({ place }) => place)).size === 1 && places.some(({ place }) => place === 'images');
  if (places.length > 0) return categorized === false || isOne ? places.map(({ place }) => ({ split: undefined, place })) : places;
  if (await isFolder(join(root, 'images'))) {
    const below = await findSplits(join(root, 'images'), [''], 'yolo', categorized).catch(() => []);
    return below.map(({ split, name }) => ({ split, place: name === '' ? 'images' : `images/${name}` }));
  }
  const found = await findSplits(root, ['images'], 'yolo', categorized).catch(() => []);
  if (found.length === 0) throw notFound(root, 'yolo', ['images', 'train/images', 'folder that its yaml names']);
  return found.map(({ split, name }) => ({ split, place: `${name}/images` }));
}

/** A path of the config from the root: below its `path`, from the config itself, and without the `../` that Roboflow writes; undefined where none is there. */
async function resolvePlace(root: string, base: string | undefined, path: string): Promise<string | undefined> {
  const folders = [base === undefined ? undefined : fileBelow(root, base), root].filter((each) => each !== undefined);
  for (const folder of folders) {
    for (const name of [path, path.replace(/^(\.\.\/)+/, '')]) {
      const found = fileBelow(folder, name.replace(/^\.\//, '').replace(/\/+$/, ''), root);
      if (found !== undefined && (await stat(found).catch(() => undefined)) !== undefined)
        return relative(root, found).split(sep).join('/');
    }
  }
  return undefined;
}

async function listBelow(
  root: string,
  folder: string,
  realRoot: string,
): Promise<{ readonly files: readonly string[]; readonly refused: readonly string[] }> {
  const { files, refused } = await listFiles(join(root, folder), realRoot);
  return { files: files.map((name) => (folder === '' ? name : `${folder}/${name}`)), refused };
}

async function readList(
  root: string,
  list: string,
  realRoot: string,
): Promise<{ readonly files: readonly string[]; readonly refused: readonly string[] }> {
  const names = (await readFile(join(root, list), 'utf8')).split(/\r?\n/).map((line) => line.trim().replace(/^\.\//, ''));
  const files: string[] = [];
  const refused: string[] = [];
  for (const name of names.filter((each) => each !== '')) {
    const path = fileBelow(root, name);
    const isThere = path !== undefined && (await stat(path).catch(() => undefined)) !== undefined;
    if (path === undefined || (isThere && !(await staysBelow(path, realRoot)))) refused.push(name);
    else files.push(relative(root, path).split(sep).join('/'));
  }
  return { files: [...new Set(files)].sort(), refused };
}

function leavesFolder(file: string): AuditEntry {
  return { file, outcome: 'skipped', reason: 'NAME_LEAVES_FOLDER' };
}
