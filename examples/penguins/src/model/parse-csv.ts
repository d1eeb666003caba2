/** A line of a CSV file, by column. `line` is where it starts in the file, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/**
 * Text of a CSV file (RFC 4180: quotes, doubled quotes, commas and line breaks inside quotes) becomes rows by column name. Empty lines are left
 * out. Throws where a row has not as many cells as the header, or a quote is never closed.
 */
export function parseCsv(text: string): CsvRow[] {
  const [header, ...records] = splitRecords(text.replace(/^\uFEFF/, ''));
  if (header === undefined) throw new Error('the file is empty');
  return records.map(({ line, cells }) => {
    if (cells.length !== header.cells.length)
      throw new Error(`line ${line} has ${cells.length} cells, the header has ${header.cells.length}`);
    return { line, cells: new Map(header.cells.map((name, index) => [name, cells[index] ?? ''])) };
  });
}

interface CsvRecord {
  readonly line: number;
  readonly cells: string[];
}

/** One cell and what ends it; a quoted cell may hold anything, with its quotes doubled. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

function splitRecords(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let line = 1;
  let start = 1;
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length || cells.length > 0) {
    const match = CELL.exec(text);
    if (match === null) throw new Error(`line ${line} has a quote that is never closed, or text beside a quoted cell`);
    const [whole, quoted, plain = '', end] = match;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += whole.split('\n').length - 1;
    if (end === ',') continue;
    if (cells.length > 1 || cells[0] !== '') records.push({ line: start, cells });
    cells = [];
    start = line;
  }
  return records;
}
