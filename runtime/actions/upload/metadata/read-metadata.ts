import type { UploadSource } from '../source/upload-source.ts';
import { SourceFileError } from '../source/source-file-error.ts';
import { type MetadataTable, TableReader } from './metadata-table.ts';

/** Reads the spreadsheet of an upload, by its extension: .xlsx, or .csv and .tsv. Throws ActionsmithError BAD_METADATA with the file, and line and column of what is wrong. */
export async function readMetadata(source: UploadSource, key: string, signal: AbortSignal): Promise<MetadataTable> {
  const reader = new TableReader(key);
  const extension = key.slice(key.lastIndexOf('.') + 1).toLowerCase();
  try {
    if (extension === 'csv' || extension === 'tsv') {
      const { readCsv } = await import('./read-csv.ts');
      return await readCsv(source.read(key, signal), reader, signal);
    }
    if (extension !== 'xlsx') throw reader.bad('is of no kind that is read: save it as .xlsx or .csv');
    const { readExcel } = await import('./read-excel.ts');
    const file = await source.fetch(key, signal);
    try {
      return await readExcel(file.path, reader, signal);
    } finally {
      await source.giveBack(file);
    }
  } catch (error) {
    if (error instanceof SourceFileError) throw reader.bad(`cannot be read: ${error.message}`, undefined, error);
    throw error;
  }
}
