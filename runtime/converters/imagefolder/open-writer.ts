import type { DatasetSchema, Split } from '../dataset-item.ts';
import { below, type DatasetWriter, FolderFiles, imageName } from '../folder/dataset-writer.ts';
import { chooseClass, folderOfClass } from './choose-class.ts';

/** A folder a class, in folders of their splits where there are some; each split has all classes, so that their numbers are the same. */
export function openImageFolderWriter(root: string, schema: DatasetSchema): DatasetWriter {
  const files = new FolderFiles(root);
  const splits = new Set<Split | undefined>();
  return {
    config: 'classes.txt',
    sharesNames: false,
    write: async (item, audit) => {
      const chosen = chooseClass(item.media, schema, audit);
      if (chosen === undefined) {
        audit.skipItem('CLASS_MISSING');
        return undefined;
      }
      const folder = folderOfClass(chosen.class);
      if (folder !== chosen.class) audit.noteItem('CLASS_RENAMED', `${JSON.stringify(chosen.class)} is in ${folder}`);
      await files.copy(item.image.path, below(item.split, folder, imageName(item)));
      return () => void splits.add(item.split);
    },
    finish: async () => {
      for (const split of splits) for (const name of schema.classes) await files.makeFolder(below(split, folderOfClass(name)));
      await files.write('classes.txt', schema.classes.map((name) => `${folderOfClass(name)}\n`).join(''));
    },
    close: async () => {},
  };
}
