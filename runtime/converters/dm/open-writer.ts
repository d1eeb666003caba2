import type { DatasetSchema, Split } from '../dataset-item.ts';
import { below, type DatasetWriter, FolderFiles, imageName } from '../folder/dataset-writer.ts';
import type { DmFormat } from '../formats.ts';
import { writeDmV1 } from './write-v1.ts';
import { writeDmV2 } from './write-v2.ts';

/** A folder of dm: `json/` beside `original_files/`, in folders of their splits where there are some. */
export function openDmWriter(root: string, format: DmFormat, schema: DatasetSchema): DatasetWriter {
  const files = new FolderFiles(root);
  const splits = new Set<Split | undefined>();
  return {
    config: undefined,
    sharesNames: false,
    write: async (item, audit) => {
      const document = format === 'dm_v1' ? writeDmV1(item.media, item.image, audit) : writeDmV2(item.media, schema);
      await files.write(below(item.split, 'json', `${item.name}.json`), `${JSON.stringify(document)}\n`);
      await files.copy(item.image.path, below(item.split, 'original_files', imageName(item)));
      return () => void splits.add(item.split);
    },
    finish: async () => {
      for (const split of splits.size === 0 ? [undefined] : splits)
        for (const name of ['json', 'original_files']) await files.makeFolder(below(split, name));
    },
    close: async () => {},
  };
}
