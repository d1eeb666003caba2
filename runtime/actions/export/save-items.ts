import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import type { Backend } from '../../backend/backend.ts';
import { type ItemNames, ItemNaming } from '../../datasets/item-names.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import type { AnyExportContext } from './export-hooks.ts';
import type { ConvertedItem, ExportFile, ExportFailure } from './export-item.ts';
import type { ExportOutput } from './export-output.ts';
import { describeFailure, fatalError, isFatal, sayFailure } from './item-error.ts';
import type { Ledger } from './ledger.ts';

const AT_ONCE = 8;

export interface SaveOptions {
  readonly backend: Backend;
  readonly output: ExportOutput;
  readonly ledger: Ledger;
  readonly originals: boolean;
}

/**
 * Writes every item, some at a time: its original files, then its data. An item that cannot be written whole leaves nothing, and the next one follows. Throws
 * where no item could be written, or no other one could: the storage is full, the backend is gone.
 */
export async function saveItems(context: AnyExportContext, options: SaveOptions): Promise<void> {
  const { ledger, originals } = options;
  const items = context.convertedItems ?? context.exportItems;
  if (items === undefined)
    throw new ActionsmithError('there is nothing to save: keep the step prepare_export, or set context.convertedItems in one of yours', {
      code: 'ITEMS_MISSING',
    });
  await ledger.begin({ originals });
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, context.signal]);
  const save = async ({ item, names }: NamedItem): Promise<void> => {
    if (signal.aborted) return;
    const writing = new ItemWriting(item, names, { ...options, signal });
    try {
      ledger.saved(await writing.write());
    } catch (error) {
      if (signal.aborted) return;
      const { phase, file } = writing;
      const fatal: unknown = isFatal(error) ? error : await writing.takeBack().catch((cause: unknown) => cause);
      if (fatal === undefined) await ledger.failed(item.id, phase, error, file);
      else stop.abort(fatalError(describeFailure(item.id, phase, error, file), fatal)); // the others end before this does
    }
  };
  await pMap(nameItems(items, stop, signal), save, { concurrency: AT_ONCE });
  signal.throwIfAborted();
  const first = context.errors[0];
  if (context.exportedCount > 0 || first === undefined) return;
  throw new ActionsmithError(`none of ${ledger.seen} items could be exported; the first: ${sayFailure(first)}`, {
    code: 'EXPORT_FAILED',
    details: { errors: context.errors.slice(0, 20) },
  });
}

interface NamedItem {
  readonly item: ConvertedItem;
  readonly names: ItemNames;
}

/** Always the same names for the same items. Whatever the items throw waits until those that are being written are done. */
async function* nameItems(
  items: Iterable<ConvertedItem> | AsyncIterable<ConvertedItem>,
  stop: AbortController,
  signal: AbortSignal,
): AsyncGenerator<NamedItem> {
  const naming = new ItemNaming();
  try {
    for await (const item of items) {
      if (signal.aborted) return;
      yield { item, names: naming.name(item) };
    }
  } catch (error) {
    stop.abort(error);
  }
}

/** One item on its way into the export, and what of it is there so far. */
class ItemWriting {
  phase: ExportFailure['phase'] = 'original_file';
  file: string | undefined;
  readonly #item: ConvertedItem;
  readonly #names: ItemNames;
  readonly #options: SaveOptions & { readonly signal: AbortSignal };
  readonly #written: string[] = [];

  constructor(item: ConvertedItem, names: ItemNames, options: SaveOptions & { readonly signal: AbortSignal }) {
    this.#item = item;
    this.#names = names;
    this.#options = options;
  }

  /** Bytes. */
  async write(): Promise<number> {
    let bytes = 0;
    for (const file of this.#item.files) refuseOutside(file, (name) => (this.file = name));
    if (this.#options.originals)
      for (const [at, file] of this.#item.files.entries()) bytes += await this.#writeOriginal(file, this.#names.files[at]!);
    this.phase = 'data_file';
    const { ending = '.json' } = this.#item;
    this.file = `${this.#names.stem}${ending}`;
    const content = contentOf(this.#item);
    await this.#put(`${ending.replace(/^\.+/, '')}/${this.file}`, content);
    return bytes + (typeof content === 'string' ? Buffer.byteLength(content) : content.length);
  }

  async takeBack(): Promise<void> {
    for (const name of this.#written) await this.#options.output.remove(name, { signal: this.#options.signal });
  }

  async #writeOriginal({ spec, path, checksum, url }: ExportFile, name: string): Promise<number> {
    const { backend, output, signal } = this.#options;
    this.file = path ?? spec;
    if (url === undefined) throw new ActionsmithError('the backend has no such file', { code: 'NO_FILE' });
    const here = join(output.scratch, `${this.#item.id}-${name}`);
    try {
      await backend.download({ file: url, checksum }, here, { signal });
      const { size } = await stat(here);
      if (size === 0) throw new ActionsmithError('the file is empty', { code: 'EMPTY_FILE' });
      await this.#put(`original_files/${name}`, createReadStream(here));
      return size;
    } finally {
      await rm(here, { force: true });
    }
  }

  async #put(name: string, content: string | Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
    const { split } = this.#item;
    const place = split === undefined ? name : `${split}/${name}`;
    this.#written.push(place);
    await this.#options.output.write(place, content, { signal: this.#options.signal });
  }
}

/** Nobody calls a picture so by chance. */
function refuseOutside({ path = '' }: ExportFile, name: (path: string) => void): void {
  if (!path.split(/[/\\]/).includes('..')) return;
  name(path);
  throw new ActionsmithError('its name leads out of the export', { code: 'NAME_REFUSED' });
}

function contentOf({ data, ending }: ConvertedItem): string | Uint8Array {
  if (data instanceof Uint8Array || (ending !== undefined && typeof data === 'string')) return data;
  const text = JSON.stringify(data);
  if (text === undefined) throw new ActionsmithError('the conversion gave no data', { code: 'NO_DATA' });
  return text;
}
