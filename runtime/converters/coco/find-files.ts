import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Split } from '../dataset-item.ts';
import { isFolder, findSplits, notFound, splitNamed } from '../folder/splits.ts';

/** A file of coco, and the folders that its images may be in, likeliest first; all from the root, with slashes. */
export interface CocoFile {
  readonly split: Split | undefined;
  readonly file: string;
  readonly folders: readonly string[];
}

const NAMES = ['annotations.json', '_annotations.coco.json'];

/**
 * The files of a dataset: one a split in its folder, those in `annotations/`, or the one at the root. `ignored` are those in `annotations/` beside a better
 * one of the same split, such as captions. Throws ConversionError where there is none.
 */
export async function findCocoFiles(
  root: string,
  categorized?: boolean,
): Promise<{ readonly files: readonly CocoFile[]; readonly ignored: readonly string[] }> {
  const splits = await findSplits(root, NAMES, 'coco', categorized).catch(() => []);
  if (splits.length > 0) {
    const files = await Promise.all(
      splits.map(async ({ split, name }): Promise<CocoFile> => {
        const names = await readdir(join(root, name));
        const file = NAMES.find((each) => names.includes(each))!;
        return { split, file: name === '' ? file : `${name}/${file}`, folders: below(name, ['', 'images']) };
      }),
    );
    return { files, ignored: [] };
  }
  if (await isFolder(join(root, 'annotations'))) {
    const found = await findInAnnotations(root, categorized);
    if (found.files.length > 0) return found;
  }
  const [only, ...others] = (await readdir(root)).filter((name) => name.toLowerCase().endsWith('.json'));
  if (only === undefined || others.length > 0)
    throw notFound(root, 'coco', ['annotations.json', 'train/annotations.json', 'folder annotations with files of JSON']);
  return { files: [{ split: undefined, file: only, folders: ['', 'images'] }], ignored: [] };
}

async function findInAnnotations(root: string, categorized: boolean | undefined): Promise<{ files: CocoFile[]; ignored: string[] }> {
  const names = (await readdir(join(root, 'annotations'))).filter((name) => name.toLowerCase().endsWith('.json')).sort(byRank);
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const files: CocoFile[] = [];
  const ignored: string[] = [];
  for (const name of names) {
    const split = categorized === false ? undefined : splitOf(name);
    const isTaken = categorized !== false && files.some((file) => file.split === split);
    if (isTaken) ignored.push(`annotations/${name}`);
    else {
      const own = folders.filter((folder) => split !== undefined && splitOf(folder) === split);
      files.push({
        split,
        file: `annotations/${name}`,
        folders: [...own.flatMap((folder) => [folder, `${folder}/images`]), ...own.map((folder) => `images/${folder}`), 'images', ''],
      });
    }
  }
  return { files, ignored };
}

/** `instances_val2017.json` → valid. */
function splitOf(name: string): Split | undefined {
  const words = name.match(/[a-z]+/gi) ?? [];
  return words.map(splitNamed).find((split) => split !== undefined);
}

/** What has boxes before what has not. */
function byRank(left: string, right: string): number {
  return rankOf(left) - rankOf(right) || (left < right ? -1 : 1);
}

function rankOf(name: string): number {
  if (name.startsWith('instances')) return 0;
  return /^(captions|stuff|panoptic|image_info)/.test(name) ? 2 : 1;
}

function below(folder: string, names: readonly string[]): string[] {
  return names.map((name) => [folder, name].filter(Boolean).join('/'));
}
