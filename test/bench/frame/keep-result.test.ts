import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TOOLKIT } from '../../support/make-plugin.ts';
import { withTable } from './keep-result.ts';
import { markdownTable } from './markdown-table.ts';
import type { Stored } from './report.ts';

const stored: Stored = {
  date: '2026-01-31T12:00:00.000Z',
  machine: { cores: 2, platform: 'linux x64' },
  versions: { node: 'v20.20.2', other: '1.0.0' },
  note: 'n',
  rows: [
    { name: 'ours', figures: { CPU: { median: 12.06, low: 11, high: 13, n: 5, unit: 's' } } },
    {
      name: 'other',
      figures: { CPU: { median: 130.4, low: 120, high: 140, n: 5, unit: 's' }, '×': { median: 10.81, low: 9, high: 12, n: 5, unit: '×' } },
    },
  ],
};

test('figures are a table of Markdown, with what they were measured on', () => {
  expect(markdownTable(stored)).toBe(
    [
      '|  | CPU | × |',
      '| --- | ---: | ---: |',
      '| ours | 12 s |  |',
      '| other | 130 s | 11 (9 to 12) |',
      '',
      '2026-01-31, 2 cores, linux x64; node v20.20.2, other 1.0.0.',
    ].join('\n'),
  );
});

test('a text without a place for the table is not changed', () => {
  expect(() => withTable('# Readme', stored)).toThrow('README.md has no place for the table');
});

test('the table of the README is the one of the figures that are stored', () => {
  const file = join(TOOLKIT, 'test/bench/results/generate.json');
  expect(existsSync(file)).toBe(true);
  const readme = readFileSync(join(TOOLKIT, 'README.md'), 'utf8');
  expect(withTable(readme, JSON.parse(readFileSync(file, 'utf8')) as Stored)).toBe(readme);
});
