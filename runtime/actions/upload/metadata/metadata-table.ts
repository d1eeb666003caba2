import { ActionsmithError } from '../../../errors/actionsmith-error.ts';
import { splitName } from '../organize/file-kinds.ts';

/** What a spreadsheet says of the data units: of each its own row, by the name of a file, or what the files of a unit share. */
export class MetadataTable {
  readonly #rows = new Map<string, Readonly<Record<string, unknown>>>();
  readonly #unused = new Set<string>();
  readonly #twice = new Set<string>();

  get size(): number {
    return this.#rows.size;
  }

  /** Names of rows that no data unit has. */
  get unused(): readonly string[] {
    return [...this.#unused];
  }

  /** Names that more than one row has; the first counts. */
  get repeated(): readonly string[] {
    return [...this.#twice];
  }

  add(name: string, row: Readonly<Record<string, unknown>>): void {
    if (this.#rows.has(name)) {
      this.#twice.add(name);
      return;
    }
    this.#rows.set(name, row);
    this.#unused.add(name);
  }

  /** By the whole name of one of its files, its own, or these without their folders. */
  find(unit: string, files: readonly string[]): Readonly<Record<string, unknown>> | undefined {
    const inUnit = files.map((name) => `${unit}${name.slice(splitName(name).stem.length)}`); // without the folder of its specification
    const names = [...files, unit, ...inUnit];
    const candidates = [...names, ...names.map((name) => name.slice(name.lastIndexOf('/') + 1))];
    const found = candidates.find((name) => this.#rows.has(name));
    if (found === undefined) return undefined;
    this.#unused.delete(found);
    return this.#rows.get(found);
  }
}

/** Excel's own limits of a sheet and a cell; a table that has more is no metadata of files. */
export const TABLE_LIMITS: { readonly rows: number; readonly columns: number; readonly cell: number; readonly bytes: number } = {
  rows: 1_048_576,
  columns: 16_384,
  cell: 32_767,
  bytes: 256 * 1024 ** 2,
};

const NAME_COLUMNS: readonly string[] = ['filename', 'file_name', 'file name', 'file'];

/** Takes the rows of a sheet one after the other: the first names the columns. Throws ActionsmithError BAD_METADATA with file, line and column. */
export class TableReader {
  readonly table: MetadataTable = new MetadataTable();
  readonly #file: string;
  #columns: readonly string[] | undefined;
  #nameColumn = 0;

  /** `file`: how messages call it. */
  constructor(file: string) {
    this.#file = file;
  }

  /** `line`: where the row is, from 1. Cells without text are left out. */
  take(cells: readonly unknown[], line: number): void {
    if (cells.length > TABLE_LIMITS.columns) throw this.bad(`has more than ${TABLE_LIMITS.columns} columns`, line);
    if (line > TABLE_LIMITS.rows) throw this.bad(`has more than ${TABLE_LIMITS.rows} rows`, line);
    for (const [index, cell] of cells.entries()) this.#checkCell(cell, line, index);
    if (cells.every(isEmpty)) return;
    if (this.#columns === undefined) this.#readHead(cells, line);
    else this.#readRow(cells, line);
  }

  /** The whole. */
  end(): MetadataTable {
    if (this.#columns === undefined) throw this.bad('is empty: its first line must name the columns');
    return this.table;
  }

  bad(problem: string, line?: number, cause?: unknown): ActionsmithError {
    const where = line === undefined ? '' : ` line ${line}`;
    return new ActionsmithError(`metadata ${this.#file}${where} ${problem}`, {
      code: 'BAD_METADATA',
      ...(cause !== undefined && { cause }),
    });
  }

  #checkCell(cell: unknown, line: number, index: number): void {
    if (typeof cell !== 'string' || cell.length <= TABLE_LIMITS.cell) return;
    const column = this.#columns?.[index] ?? String(index + 1);
    throw this.bad(
      `has a cell of ${cell.length} characters in column ${JSON.stringify(column.slice(0, 100))}: at most ${TABLE_LIMITS.cell} are read`,
      line,
    );
  }

  #readHead(cells: readonly unknown[], line: number): void {
    const columns = cells.map((cell) => (isEmpty(cell) ? '' : String(cell).trim()));
    const twice = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index);
    if (twice !== undefined) throw this.bad(`names the column ${JSON.stringify(twice)} twice`, line);
    const named = columns.findIndex((name) => NAME_COLUMNS.includes(name.toLowerCase()));
    this.#nameColumn = Math.max(0, named);
    this.#columns = columns;
  }

  #readRow(cells: readonly unknown[], line: number): void {
    const columns = this.#columns!;
    const extra = cells.findIndex((cell, index) => !isEmpty(cell) && (columns[index] ?? '') === '');
    if (extra >= 0) throw this.bad(`has a cell in column ${extra + 1}, which has no name in the first line`, line);
    const given = cells[this.#nameColumn];
    if (isEmpty(given))
      throw this.bad(`says of no file what it is about: column ${JSON.stringify(columns[this.#nameColumn])} is empty`, line);
    const name = String(given).trim();
    if (name.split(/[\\/]/).includes('..')) throw this.bad(`names ${JSON.stringify(name)}, which leads out of the folder`, line);
    const values = columns.flatMap((column, index) =>
      index === this.#nameColumn || isEmpty(cells[index]) ? [] : [[column, toJson(cells[index])] as const],
    );
    this.table.add(name, Object.fromEntries(values));
  }
}

function isEmpty(cell: unknown): boolean {
  return cell === undefined || cell === null || cell === '';
}

function toJson(cell: unknown): unknown {
  return cell instanceof Date ? cell.toISOString() : cell;
}
