import { parseCsv, type CsvRow } from './parse-csv.js';
import { FEATURES, type Penguin } from './penguin.js';

export interface PenguinTable {
  readonly penguins: Penguin[];
  /** Rows without a species, or without one of the measurements. */
  readonly dropped: number;
}

/** The rows that can be learned from. Throws for a missing column and for a measurement that is no number. */
export function readPenguins(csv: string): PenguinTable {
  const rows = parseCsv(csv);
  const penguins: Penguin[] = [];
  for (const row of rows) {
    const species = readCell(row, 'species');
    const measurements = FEATURES.map((feature) => readCell(row, feature));
    if (species === undefined || measurements.includes(undefined)) continue;
    penguins.push({ species, measurements: FEATURES.map((feature, index) => toNumber(measurements[index] ?? '', row, feature)) });
  }
  return { penguins, dropped: rows.length - penguins.length };
}

/** The text of a cell; undefined where the value is missing, which R writes as NA. */
function readCell(row: CsvRow, column: string): string | undefined {
  const cell = row.cells.get(column)?.trim();
  if (cell === undefined) throw new Error(`there is no column ${column}; the columns are ${[...row.cells.keys()].join(', ')}`);
  return cell === '' || cell === 'NA' ? undefined : cell;
}

function toNumber(cell: string, row: CsvRow, column: string): number {
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  throw new Error(`line ${row.line}: ${column} must be a number (got ${JSON.stringify(cell)})`);
}
