import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable } from './markdown-table.ts';
import type { Stored } from './report.ts';

const BEGIN = '<!-- the table of `npm run bench -- generate --keep` -->';
const END = '<!-- its end -->';

/** Stores figures in the repository; the README shows those of `generate`. */
export function keepResult(root: string, name: string, stored: Stored): void {
  mkdirSync(join(root, 'test/bench/results'), { recursive: true });
  writeFileSync(join(root, `test/bench/results/${name}.json`), `${JSON.stringify(stored, undefined, 2)}\n`);
  if (name !== 'generate') return;
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  writeFileSync(join(root, 'README.md'), withTable(readme, stored));
}

/** The text with the table of these figures in its place. Throws where it has no such place. */
export function withTable(readme: string, stored: Stored): string {
  const [before, rest] = readme.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (after === undefined) throw new Error('README.md has no place for the table');
  return `${before}${BEGIN}\n\n${markdownTable(stored)}\n\n${END}${after}`;
}
