import { makePrintable } from '../logging/make-printable.ts';

/** Rows of text on stdout, each column as wide as its longest cell. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const printable = rows.map((row) => row.map(makePrintable));
  const widths = printable[0]?.map((_, column) => Math.max(...printable.map((row) => row[column]!.length))) ?? [];
  for (const row of printable)
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd()}\n`,
    );
}
