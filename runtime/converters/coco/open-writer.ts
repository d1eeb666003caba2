import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DatasetSchema, Split } from '../dataset-item.ts';
import { below, type DatasetWriter, FolderFiles, imageName } from '../folder/dataset-writer.ts';
import { type CocoShape, writeCocoAnnotations, writeCocoCategories } from './write-annotations.ts';

/** A folder of coco: annotations.json beside `images/`, in folders of their splits where there are some. The file is written as its items come. */
export function openCocoWriter(root: string, schema: DatasetSchema): DatasetWriter {
  const files = new FolderFiles(root);
  const documents = new Map<Split | undefined, CocoDocument>();
  const document = async (split: Split | undefined): Promise<CocoDocument> => {
    let found = documents.get(split);
    if (found === undefined) documents.set(split, (found = await CocoDocument.open(join(root, below(split, 'annotations.json')), schema)));
    return found;
  };
  return {
    config: 'annotations.json',
    sharesNames: false,
    write: async (item, audit) => {
      const annotations = writeCocoAnnotations(item.media, item.image, schema, audit);
      const fileName = `images/${imageName(item)}`;
      await files.copy(item.image.path, below(item.split, fileName));
      return async () => (await document(item.split)).add({ ...item.image, fileName }, annotations);
    },
    finish: async () => {
      if (documents.size === 0) await document(undefined);
      for (const each of documents.values()) await each.finish();
    },
    close: async () => {
      for (const each of documents.values()) await each.close();
    },
  };
}

/** One annotations.json: images go into it at once, annotations into a file beside it that is added at the end. */
class CocoDocument {
  readonly #path: string;
  readonly #images: TextFile;
  readonly #annotations: TextFile;
  #imageCount = 0;
  #annotationCount = 0;

  static async open(path: string, schema: DatasetSchema): Promise<CocoDocument> {
    await mkdir(dirname(path), { recursive: true });
    const document = new CocoDocument(path, await TextFile.open(path), await TextFile.open(`${path}.annotations`));
    await document.#images.write(`{"info":{},"licenses":[],"categories":${JSON.stringify(writeCocoCategories(schema))},"images":[`);
    return document;
  }

  private constructor(path: string, images: TextFile, annotations: TextFile) {
    this.#path = path;
    this.#images = images;
    this.#annotations = annotations;
  }

  async add(
    { fileName, width, height }: { readonly fileName: string; readonly width: number; readonly height: number },
    shapes: readonly CocoShape[],
  ): Promise<void> {
    const id = ++this.#imageCount;
    await this.#images.write(`${id === 1 ? '\n' : ',\n'}${JSON.stringify({ id, file_name: fileName, width, height })}`);
    for (const shape of shapes) {
      const number = ++this.#annotationCount;
      await this.#annotations.write(`${number === 1 ? '\n' : ',\n'}${JSON.stringify({ id: number, image_id: id, ...shape })}`);
    }
  }

  async finish(): Promise<void> {
    await this.#annotations.close();
    await this.#images.write('\n],"annotations":[');
    for await (const chunk of createReadStream(`${this.#path}.annotations`, 'utf8')) await this.#images.write(chunk as string);
    await this.#images.write('\n]}\n');
    await this.#images.close();
    await rm(`${this.#path}.annotations`);
  }

  async close(): Promise<void> {
    await this.#images.close();
    await this.#annotations.close();
  }
}

/** A file that text is added to, in larger pieces than it comes in. */
class TextFile {
  readonly #file: FileHandle;
  #waiting = '';
  #isClosed = false;

  static async open(path: string): Promise<TextFile> {
    return new TextFile(await open(path, 'w'));
  }

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  async write(text: string): Promise<void> {
    this.#waiting += text;
    if (this.#waiting.length > 256 * 1024) await this.#flush();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      await this.#flush();
    } finally {
      await this.#file.close();
    }
  }

  async #flush(): Promise<void> {
    const text = this.#waiting;
    this.#waiting = '';
    await this.#file.appendFile(text);
  }
}
