import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { unpackArchive } from '../../../archives/unpack-archive.ts';
import { isActionsmithError } from '../../../errors/actionsmith-error.ts';
import { messageOf } from '../../../errors/message-of.ts';
import { type MetadataTable, TABLE_LIMITS, type TableReader } from './metadata-table.ts';

/** A workbook is read whole, so what it grows to is bounded before. */
const LIMITS = { entries: 10_000, bytes: TABLE_LIMITS.bytes, ratio: 200, seconds: 120 } as const;
/** One cell in the last corner of a sheet is a sheet of seventeen thousand million. */
const MOST_CELLS = 5_000_000;

/** The first sheet of an Excel workbook (.xlsx). No formula is ever computed: its cell has the value that was saved with it. */
export async function readExcel(path: string, reader: TableReader, signal: AbortSignal): Promise<MetadataTable> {
  const folder = await mkdtemp(join(tmpdir(), 'actionsmith-metadata-'));
  try {
    const { files } = await unpackArchive(path, join(folder, 'book'), { limits: LIMITS, signal });
    for (const file of files)
      if (/^xl\/worksheets\/[^/]+\.xml$/.test(file.path)) await checkExtent(join(folder, 'book', file.path), reader);
    const rows = await readSheet(path, { trim: false });
    for (const [index, row] of rows.entries()) reader.take(row, index + 1);
    return reader.end();
  } catch (error) {
    signal.throwIfAborted();
    if (isActionsmithError(error) && error.code === 'BAD_METADATA') throw error;
    throw reader.bad(`cannot be read as an Excel workbook: ${messageOf(error)}`, undefined, error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** By the places that cells say they are in (ECMA-376, 18.3.1.4). */
async function checkExtent(sheet: string, reader: TableReader): Promise<void> {
  let [rows, columns, rest] = [0, 0, ''];
  for await (const piece of createReadStream(sheet, 'latin1')) {
    const text = rest + String(piece);
    for (const [, letters = '', digits = ''] of text.matchAll(/\br=["']([A-Z]{0,7})(\d{1,12})["']/g)) {
      rows = Math.max(rows, Number(digits));
      columns = Math.max(columns, columnOf(letters));
    }
    rest = text.slice(-32);
  }
  if (rows * columns > MOST_CELLS) throw reader.bad(`has a cell in row ${rows} or column ${columns}: at most ${MOST_CELLS} cells are read`);
}

/** A is 1, Z 26, AA 27. */
function columnOf(letters: string): number {
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}
