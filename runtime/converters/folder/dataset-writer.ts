import { constants } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import type { ItemAudit } from '../audit.ts';
import type { ImageInfo, Split } from '../dataset-item.ts';
import type { DmMedia } from '../dm/model.ts';

export interface WriterItem {
  /** A path without an ending that no other item of the target has. */
  readonly name: string;
  readonly split: Split | undefined;
  readonly media: DmMedia;
  readonly image: ImageInfo & { readonly path: string };
}

/** A dataset that is being written into a folder of its own. */
export interface DatasetWriter {
  /** Writes what is the item's alone; several items at once. Gives what is to be done when it is its turn; undefined where the audit says why it is left out. */
  readonly write: (item: WriterItem, audit: ItemAudit) => Promise<(() => Promise<void> | void) | undefined>;
  /** Writes what is of the whole dataset; after the last item. */
  readonly finish: () => Promise<void>;
  /** The file that a training is pointed at, from the folder. */
  readonly config: string | undefined;
  /** True where splits share folders, so that a name is taken in all of them. */
  readonly sharesNames: boolean;
  /** Lets go of files, whatever happened. */
  readonly close: () => Promise<void>;
}

/** Puts files below a folder; folders are made once. */
export class FolderFiles {
  readonly root: string;
  readonly #made = new Map<string, Promise<unknown>>();

  constructor(root: string) {
    this.root = root;
  }

  async write(name: string, text: string): Promise<void> {
    await writeFile(await this.#place(name), text);
  }

  /** A copy, or where the file system can, one that shares its blocks until either is changed. */
  async copy(from: string, name: string): Promise<void> {
    await copyFile(from, await this.#place(name), constants.COPYFILE_FICLONE);
  }

  async makeFolder(name: string): Promise<void> {
    let made = this.#made.get(name);
    if (made === undefined) this.#made.set(name, (made = mkdir(join(this.root, name), { recursive: true })));
    await made;
  }

  async #place(name: string): Promise<string> {
    await this.makeFolder(dirname(name));
    return join(this.root, name);
  }
}

/** `train/images/a.jpg`; without a split `images/a.jpg`. */
export function below(split: Split | undefined, ...names: readonly string[]): string {
  return [split, ...names].filter((name) => name !== undefined).join('/');
}

/** With the ending of its image. */
export function imageName({ name, image }: WriterItem): string {
  return name + extname(image.path);
}
