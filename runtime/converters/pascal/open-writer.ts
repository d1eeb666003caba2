import { basename } from 'node:path';
import type { DatasetSchema } from '../dataset-item.ts';
import { type DatasetWriter, FolderFiles, imageName } from '../folder/dataset-writer.ts';
import { writePascalXml } from './write-xml.ts';

/** A folder of Pascal VOC: `Annotations`, `JPEGImages`, and the ids of each split in `ImageSets/Main`; of `trainval` where there are no splits. */
export function openPascalWriter(root: string, schema: DatasetSchema): DatasetWriter {
  const files = new FolderFiles(root);
  const sets = new Map<string, string[]>();
  return {
    config: undefined,
    sharesNames: true,
    write: async (item, audit) => {
      const fileName = imageName(item);
      const folder = ['JPEGImages', ...fileName.split('/').slice(0, -1)].join('/');
      const xml = writePascalXml(item.media, { ...item.image, fileName: basename(fileName), folder }, schema, audit);
      await files.write(`Annotations/${item.name}.xml`, xml);
      await files.copy(item.image.path, `JPEGImages/${fileName}`);
      const set = item.split === undefined ? 'trainval' : item.split === 'valid' ? 'val' : item.split;
      return () => {
        if (!sets.has(set)) sets.set(set, []);
        sets.get(set)!.push(item.name);
      };
    },
    finish: async () => {
      for (const name of ['Annotations', 'JPEGImages', 'ImageSets/Main']) await files.makeFolder(name);
      for (const [set, names] of sets) await files.write(`ImageSets/Main/${set}.txt`, `${names.join('\n')}\n`);
    },
    close: async () => {},
  };
}
