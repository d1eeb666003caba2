import type { Storage as StorageRecord } from '../../../generated/backend/storage/types.ts';
import type { Backend } from '../../backend/backend.ts';
import type { ExportContext } from './export-context.ts';
import type { ConvertedItem, ExportItem } from './export-item.ts';

/** The context of any export, whatever its own params and outputs are. */
export type AnyExportContext = ExportContext<unknown, Readonly<Record<string, unknown>>>;

/** What a hook makes of an item; undefined leaves the item out. */
export type Hooked<T> = T | undefined | Promise<T | undefined>;

/** What the built-in steps ask of their action. */
export interface ExportHooks {
  readonly client: Backend;
  getStorage(id: number): Promise<StorageRecord>;
  getProjectConfiguration(id: number): Promise<Readonly<Record<string, unknown>>>;
  getFilteredResults(
    filters: Readonly<Record<string, unknown>>,
  ): Promise<readonly [results: Iterable<unknown> | AsyncIterable<unknown>, count: number]>;
  beforeConvert(item: ExportItem): Hooked<ExportItem>;
  convertData(item: ExportItem): Hooked<ConvertedItem>;
  afterConvert(item: ConvertedItem): Hooked<ConvertedItem>;
  saveAdditionalFiles(context: AnyExportContext): void | Promise<void>;
}
