import { stringify } from 'yaml';
import type { DatasetSchema, Split } from '../dataset-item.ts';
import { below, type DatasetWriter, FolderFiles, imageName } from '../folder/dataset-writer.ts';
import { mirroredIndices } from '../shapes/person-keypoints.ts';
import { keypointNames } from './keypoint-names.ts';
import { writeYoloLabels } from './write-labels.ts';

/** A folder of yolo: `images/` beside `labels/`, in folders of their splits where there are some, and dataset.yaml with paths from itself. */
export function openYoloWriter(root: string, schema: DatasetSchema): DatasetWriter {
  const files = new FolderFiles(root);
  const splits = new Set<Split | undefined>();
  return {
    config: 'dataset.yaml',
    sharesNames: false,
    write: async (item, audit) => {
      const labels = writeYoloLabels(item.media, item.image, schema, audit);
      await files.write(below(item.split, 'labels', `${item.name}.txt`), labels);
      await files.copy(item.image.path, below(item.split, 'images', imageName(item)));
      return () => void splits.add(item.split);
    },
    finish: async () => {
      for (const split of splits.size === 0 ? [undefined] : splits)
        for (const name of ['images', 'labels']) await files.makeFolder(below(split, name));
      await files.write('dataset.yaml', datasetYaml(splits, schema));
      await files.write('classes.txt', schema.classes.map((name) => `${name.replaceAll(/[\r\n]+/g, ' ')}\n`).join(''));
    },
    close: async () => {},
  };
}

/**
 * What Ultralytics reads: https://docs.ultralytics.com/datasets/. It has no `path`, so that the parts are looked for beside it. A part for validation has to be
 * there, so it is the one for training where there is no other.
 */
export function datasetYaml(splits: ReadonlySet<Split | undefined>, schema: DatasetSchema): string {
  const fallback = [...splits].find((split) => split !== 'test');
  const train = below(splits.has('train') ? 'train' : fallback, 'images');
  const names = keypointNames(schema);
  return stringify({
    train,
    val: splits.has('valid') ? 'valid/images' : train,
    ...(splits.has('test') && { test: 'test/images' }),
    nc: schema.classes.length,
    names: schema.classes,
    ...(schema.task === 'pose' && {
      kpt_shape: [names.length, 3],
      flip_idx: mirroredIndices(names),
      kpt_names: new Map(schema.classes.map((_, index) => [index, [...names]])), // an object would have its numbers as texts, and one list anchors
    }),
  });
}
