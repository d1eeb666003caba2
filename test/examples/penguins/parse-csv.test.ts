import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCsv } from '../../../examples/penguins/src/model/parse-csv.ts';

function cellsOf(text: string): Record<string, string>[] {
  return parseCsv(text).map(({ cells }) => Object.fromEntries(cells));
}

function quote(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

test('cells are read by the names in the header', () => {
  expect(cellsOf('species,year\nAdelie,2007\nGentoo,2009\n')).toEqual([
    { species: 'Adelie', year: '2007' },
    { species: 'Gentoo', year: '2009' },
  ]);
});

test('a quoted cell may hold commas, line breaks and doubled quotes', () => {
  expect(cellsOf('a,b\n"x, ""y""\r\nz",2\n')).toEqual([{ a: 'x, "y"\r\nz', b: '2' }]);
});

test('a byte order mark, Windows line ends, empty lines and a missing last line end make no difference', () => {
  expect(cellsOf('\uFEFFa,b\r\n\r\n1,2\r\n3,')).toEqual([
    { a: '1', b: '2' },
    { a: '3', b: '' },
  ]);
});

test('a row knows the line it starts in', () => {
  expect(parseCsv('a\n"x\ny"\n\nz\n').map(({ line }) => line)).toEqual([2, 5]);
});

test('a row with another number of cells than the header is refused with its line', () => {
  expect(() => parseCsv('a,b\n1,2\n1,2,3\n')).toThrow('line 3 has 3 cells, the header has 2');
});

test('a quote that is never closed is refused with its line', () => {
  expect(() => parseCsv('a\nx\n"y\n')).toThrow('line 3 has a quote that is never closed, or text beside a quoted cell');
});

test('an empty file is refused', () => {
  expect(() => parseCsv('')).toThrow('the file is empty');
});

test('whatever cells are written with quotes are read back the same', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 5 }), (rows) => {
      const text = ['a,b', ...rows.map((row) => row.map(quote).join(','))].join('\n');
      expect(cellsOf(text)).toEqual(rows.map(([a, b]) => ({ a, b })));
    }),
  );
});
