import { realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AuditEntry } from '../audit.ts';
import type { ItemRef } from '../dataset-item.ts';
import { isObject } from '../dm/read-annotation.ts';
import { fileBelow, staysBelow } from '../folder/confine.ts';
import type { DatasetReader, ReaderOptions } from '../folder/dataset-reader.ts';
import { compareSize, readImage, stemOf } from '../folder/images.ts';
import { AnnotationSpool } from './annotation-spool.ts';
import { type CocoFile, findCocoFiles } from './find-files.ts';
import type { CocoCategory } from './model.ts';
import { parseCocoFile } from './parse-file.ts';
import { readCocoAnnotations } from './read-annotations.ts';

/** A folder of coco. Each file is gone through once; its annotations wait in a file of their own. */
export async function openCocoReader(root: string, options: ReaderOptions): Promise<DatasetReader> {
  const realRoot = await realpath(root);
  const { files, ignored } = await findCocoFiles(root, options.categorized);
  const notes: AuditEntry[] = ignored.map((file) => ({ file, outcome: 'skipped', reason: 'FILE_IGNORED' }));
  const refs: ItemRef[] = [];
  const keypoints = new Map<string, readonly string[]>();
  const classes = new Set<string>();
  const shapes = { outlines: false, keypoints: false };
  const spools: AnnotationSpool[] = [];
  const close = async (): Promise<void> => void (await Promise.all(spools.map((spool) => spool.close())));
  try {
    for (const file of files) {
      const spool = new AnnotationSpool();
      spools.push(spool);
      const { images, categories } = await indexFile(root, file, spool, shapes, notes, options);
      for (const { name, keypoints: names } of categories.values()) {
        classes.add(name);
        if (names !== undefined && names.length > 0) keypoints.set(name, names);
      }
      refs.push(...images.map((image) => refOf(root, realRoot, file, image, spool, categories)));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { refs, declared: { classes: [...classes], keypoints, shapes }, notes, close };
}

interface ImageRecord {
  readonly id: unknown;
  readonly fileName: string;
  readonly width: unknown;
  readonly height: unknown;
}

async function indexFile(
  root: string,
  { file }: CocoFile,
  spool: AnnotationSpool,
  shapes: { outlines: boolean; keypoints: boolean },
  notes: AuditEntry[],
  { signal }: ReaderOptions,
): Promise<{ readonly images: readonly ImageRecord[]; readonly categories: ReadonlyMap<unknown, CocoCategory> }> {
  const images = new Map<unknown, ImageRecord>();
  const categories = new Map<unknown, CocoCategory>();
  const counts = new Map<unknown, number>();
  const take = async (list: string, entry: unknown): Promise<void> => {
    if (!isObject(entry))
      return void notes.push({ file, outcome: 'skipped', reason: 'ANNOTATION_UNREADABLE', tool: list, detail: 'it is no object' });
    if (list === 'annotations') {
      const { segmentation, keypoints } = entry;
      shapes.outlines ||= isObject(segmentation) || (Array.isArray(segmentation) && segmentation.length > 0);
      shapes.keypoints ||= Array.isArray(keypoints) && keypoints.length > 0;
      if (Array.isArray(keypoints))
        counts.set(entry['category_id'], Math.max(counts.get(entry['category_id']) ?? 0, Math.floor(keypoints.length / 3)));
      return spool.add(entry['image_id'], entry);
    }
    if (list === 'categories') return void categories.set(entry['id'], readCategory(entry));
    const { id, file_name: fileName, width, height } = entry;
    if (typeof fileName !== 'string')
      notes.push({ file, outcome: 'skipped', reason: 'ITEM_UNREADABLE', detail: `image ${JSON.stringify(id)} has no file_name` });
    else if (images.has(id))
      notes.push({ file, outcome: 'skipped', reason: 'NAME_TAKEN', detail: `there are two images with the id ${JSON.stringify(id)}` });
    else images.set(id, { id, fileName, width, height });
  };
  await parseCocoFile(join(root, file), take, { signal });
  await spool.flush();
  for (const image of spool.images()) {
    if (images.has(image)) continue;
    for (const annotation of (await spool.of(image)) as { readonly id?: unknown }[])
      notes.push({
        file,
        outcome: 'skipped',
        reason: 'IMAGE_MISSING',
        tool: 'annotation',
        annotation: String(annotation.id),
        detail: `image_id ${JSON.stringify(image)}`,
      });
  }
  for (const [id, category] of categories) {
    const count = counts.get(id) ?? 0;
    if (category.keypoints === undefined && count > 0)
      categories.set(id, { ...category, keypoints: Array.from({ length: count }, (_, at) => `keypoint_${at}`) });
  }
  return { images: [...images.values()], categories };
}

function readCategory({ id, name, keypoints }: Readonly<Record<string, unknown>>): CocoCategory {
  const names = Array.isArray(keypoints) ? keypoints.map(String) : [];
  return {
    id: id as number,
    name: typeof name === 'string' && name !== '' ? name : `class_${String(id)}`,
    ...(names.length > 0 && { keypoints: names }),
  };
}

function refOf(
  root: string,
  realRoot: string,
  { split, file, folders }: CocoFile,
  { id, fileName, width, height }: ImageRecord,
  spool: AnnotationSpool,
  categories: ReadonlyMap<unknown, CocoCategory>,
): ItemRef {
  return {
    id: stemOf(fileName.replace(/^images\//, '')),
    split,
    file: `${file}#${fileName}`,
    load: async (audit, withImage) => {
      const annotations = await spool.of(id);
      const declared = { width: Number(width), height: Number(height), fileName: basename(fileName) };
      if (!withImage) return { media: readCocoAnnotations(annotations, categories, declared, audit), image: { ...declared, path: '' } };
      audit.found(annotations.length);
      const path = await findImage(root, realRoot, folders, fileName);
      if (path === 'leaves') audit.skipItem('NAME_LEAVES_FOLDER', fileName);
      else if (path === undefined) audit.skipItem('IMAGE_MISSING', fileName);
      const image = path === undefined || path === 'leaves' ? undefined : await readImage(path, audit);
      if (image === undefined) return undefined;
      audit.found(-annotations.length);
      compareSize(width, height, image, audit);
      return { media: readCocoAnnotations(annotations, categories, image, audit), image };
    },
  };
}

async function findImage(root: string, realRoot: string, folders: readonly string[], name: string): Promise<string | 'leaves' | undefined> {
  let leaves = true;
  for (const folder of folders) {
    const path = fileBelow(join(root, folder), name);
    leaves &&= path === undefined;
    if (path === undefined || (await stat(path).catch(() => undefined)) === undefined) continue;
    return (await staysBelow(path, realRoot)) ? path : 'leaves';
  }
  return leaves ? 'leaves' : undefined;
}
