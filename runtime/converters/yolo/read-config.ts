import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { messageOf } from '../../errors/message-of.ts';
import { ConversionError } from '../conversion-error.ts';
import { isObject } from '../dm/read-annotation.ts';
import type { DeclaredSchema } from '../folder/dataset-reader.ts';

/** What the file beside a dataset of yolo says: https://docs.ultralytics.com/datasets/detect/#ultralytics-yolo-format */
export interface YoloConfig extends DeclaredSchema {
  /** As written: `train`, `val` and `test`, each a folder, a list of them, or a text file of images. */
  readonly parts: Readonly<Record<string, readonly string[]>>;
  /** As written; what the parts are below of, where it is a folder of the dataset. */
  readonly path: string | undefined;
}

/** data.yaml, dataset.yaml or the only other one that has `names`, else classes.txt; undefined where there is none. Throws ConversionError for one that makes no sense. */
export async function readYoloConfig(root: string): Promise<YoloConfig | undefined> {
  const files = await readdir(root);
  const yamls = files
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort((left, right) => Number(isUsual(right)) - Number(isUsual(left)) || (left < right ? -1 : 1));
  for (const name of yamls) {
    const file = join(root, name);
    const value = parseYaml(file, await readFile(file, 'utf8'));
    if (isObject(value) && value['names'] !== undefined) return readDocument(file, value);
  }
  if (!files.includes('classes.txt')) return undefined;
  const lines = (await readFile(join(root, 'classes.txt'), 'utf8')).split(/\r?\n/).map((line) => line.trim());
  return { classes: lines.filter((line) => line !== ''), keypoints: new Map(), shapes: NO_SHAPES, parts: {}, path: undefined };
}

const NO_SHAPES = { outlines: true, keypoints: false } as const;

function isUsual(name: string): boolean {
  return /^(data|dataset)\.ya?ml$/i.test(name);
}

function parseYaml(file: string, text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch (error) {
    throw unreadable(file, messageOf(error).split('\n')[0]!, error);
  }
}

function readDocument(file: string, document: Readonly<Record<string, unknown>>): YoloConfig {
  const { path, kpt_shape: shape } = document;
  const classes = readNames(document['names']);
  if (classes === undefined) throw unreadable(file, 'names is neither a list of classes nor a map from 0 on');
  const parts = Object.fromEntries(
    ['train', 'val', 'test'].flatMap((name) => {
      const value = document[name];
      const paths = Array.isArray(value) ? value : [value];
      return paths.every((each) => typeof each === 'string' && each !== '') ? [[name, paths as string[]]] : [];
    }),
  );
  return {
    classes,
    parts,
    path: typeof path === 'string' ? path : undefined,
    ...readKeypoints(file, shape, document['kpt_names'], classes),
  };
}

function readKeypoints(
  file: string,
  shape: unknown,
  names: unknown,
  classes: readonly string[],
): Pick<YoloConfig, 'keypoints' | 'shapes' | 'keypointDimensions'> {
  if (shape === undefined || shape === null) return { keypoints: new Map(), shapes: NO_SHAPES };
  const [count, dimensions] = Array.isArray(shape) ? (shape as unknown[]) : [];
  if (!Number.isInteger(count) || (count as number) < 1 || (count as number) > 10_000 || (dimensions !== 2 && dimensions !== 3))
    throw unreadable(file, 'kpt_shape is no [number of keypoints, 2 or 3]');
  const generic = Array.from({ length: count as number }, (_, at) => `keypoint_${at}`);
  const keypoints = new Map(
    classes.map((name, index) => {
      const own = isObject(names) ? names[String(index)] : undefined;
      return [name, Array.isArray(own) && own.length === count ? own.map(String) : generic];
    }),
  );
  return { keypoints, shapes: { outlines: false, keypoints: true }, keypointDimensions: dimensions };
}

function readNames(names: unknown): string[] | undefined {
  if (Array.isArray(names)) return names.map(String);
  if (!isObject(names)) return undefined;
  const found = Object.keys(names).map((_, index) => names[String(index)]);
  return found.includes(undefined) ? undefined : found.map(String);
}

function unreadable(file: string, reason: string, cause?: unknown): ConversionError {
  return new ConversionError(`${file}: ${reason}`, { code: 'DATASET_UNREADABLE', cause });
}
