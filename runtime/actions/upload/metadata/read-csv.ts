import type { Readable } from 'node:stream';
import { parse, CsvError } from 'csv-parse';
import type { MetadataTable, TableReader } from './metadata-table.ts';
import { TABLE_LIMITS } from './metadata-table.ts';

/** Characters of one record before it counts as broken: a quote that nobody closes would else take the whole file into memory. */
const LONGEST_RECORD = 8 * 1024 ** 2;

/** A CSV file as it comes: RFC 4180 in UTF-8, with commas, semicolons or tabs. Every cell is text, whatever it begins with. */
export async function readCsv(bytes: Readable, reader: TableReader, signal: AbortSignal): Promise<MetadataTable> {
  const parser = parse({
    bom: true,
    delimiter: await sniffDelimiter(bytes),
    relax_column_count: true,
    max_record_size: LONGEST_RECORD,
    info: true,
  });
  let size = 0;
  bytes.on('data', (piece: Uint8Array) => {
    size += piece.length;
    if (size > TABLE_LIMITS.bytes) bytes.destroy(reader.bad(`has more than ${TABLE_LIMITS.bytes} bytes`));
  });
  bytes.once('error', (error) => parser.destroy(error));
  bytes.pipe(parser);
  let first = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: readonly string[]; info: { lines: number } }>) {
      signal.throwIfAborted();
      reader.take(record, first);
      first = info.lines + 1;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_MAX_RECORD_SIZE')
      throw reader.bad(`has a row of more than ${LONGEST_RECORD} characters: is a quote missing?`, first, error);
    throw reader.bad(`cannot be read: ${error.message}`, undefined, error);
  } finally {
    bytes.destroy();
  }
  return reader.end();
}

/** By the first line: what spreadsheets of most countries write is one of these. */
async function sniffDelimiter(bytes: Readable): Promise<string> {
  const first = await new Promise<Buffer>((resolve, reject) => {
    const look = (): void => {
      const piece = bytes.read() as Buffer | null;
      if (piece === null) {
        bytes.once('readable', look);
        return;
      }
      bytes.unshift(piece);
      resolve(piece);
    };
    bytes.once('error', reject);
    bytes.once('end', () => resolve(Buffer.alloc(0)));
    look();
  });
  const line = first.toString('utf8').split(/\r?\n/, 1)[0] ?? '';
  const count = (one: string): number => line.split(one).length - 1;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}
