import { lstat, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ConversionError } from '../conversion-error.ts';
import type { DatasetSchema, ItemRef } from '../dataset-item.ts';
import type { DatasetReader, ReaderOptions } from '../folder/dataset-reader.ts';
import { staysBelow } from '../folder/confine.ts';
import { readImage } from '../folder/images.ts';
import { readItemText } from '../folder/read-text.ts';
import { findYoloImages } from './find-images.ts';
import { readYoloConfig } from './read-config.ts';
import { readYoloLabels } from './read-labels.ts';

/** A folder of yolo. An image without labels shows nothing; labels without an image are in the audit. */
export async function openYoloReader(
  root: string,
  { categorized, classes }: ReaderOptions & { readonly classes?: readonly string[] | undefined },
): Promise<DatasetReader> {
  const config = await readYoloConfig(root);
  const names = config?.classes ?? classes;
  if (names === undefined)
    throw new ConversionError(
      `${root}: no file names the classes: there is no dataset.yaml with \`names\`, and no classes.txt. Say them: --classes cat,dog`,
      {
        code: 'DATASET_UNREADABLE',
      },
    );
  const known = config ?? {
    classes: names,
    keypoints: new Map(),
    shapes: { outlines: true, keypoints: false },
    parts: {},
    path: undefined,
  };
  const realRoot = await realpath(root);
  const schema: DatasetSchema = { ...known, task: known.shapes.keypoints ? 'pose' : 'segment' };
  const { pairs, notes } = await findYoloImages(root, realRoot, known, categorized);
  const refs = pairs.map(({ id, split, image, label }): ItemRef => ({
    id,
    split,
    file: label,
    load: async (audit, withImage) => {
      const none = { path: '', fileName: '', width: 1, height: 1 };
      if (withImage && image === undefined) {
        audit.skipItem('IMAGE_MISSING', basename(label));
        return undefined;
      }
      const size = withImage ? await readImage(join(root, image!), audit) : none;
      if (size === undefined) return undefined;
      const path = join(root, label);
      if ((await lstat(path).catch(() => undefined)) === undefined) return { media: {}, image: size };
      if (!(await staysBelow(path, realRoot))) {
        audit.skipItem('LINK_LEAVES_FOLDER');
        return undefined;
      }
      const text = await readItemText(path, audit);
      return text === undefined ? undefined : { media: readYoloLabels(text, size, schema, audit), image: size };
    },
  }));
  return { refs, declared: known, notes, close: async () => {} };
}
