import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Bench, BenchContext, Measured, Row } from './frame.ts';
import type { Summary } from './summary.ts';

/** What is stored of a bench. */
export interface Stored {
  readonly date: string;
  readonly machine: Readonly<Record<string, unknown>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly note: string;
  readonly rows: readonly Row[];
}

/** Writes `.actionsmith/bench/<name>.json` with date, machine and versions, and prints the table. Gives what was written. */
export function report(name: string, { note, packages }: Bench, { rows, versions = {} }: Measured, { root }: BenchContext): Stored {
  const result: Stored = {
    date: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model ?? '', cores: cpus().length, platform: `${process.platform} ${process.arch}` },
    versions: { node: process.version, ...Object.fromEntries(packages.map((pack) => [pack, versionOf(pack, root)])), ...versions },
    note,
    rows,
  };
  const file = `.actionsmith/bench/${name}.json`;
  writeFileSync(join(root, file), `${JSON.stringify(result, undefined, 2)}\n`);
  console.log(`\n${name}: ${note}\n${printTable(rows)}\n${file} has the figures with machine and versions.`);
  return result;
}

/** The table that `npm run bench` prints: medians, and in brackets the 95% interval of the median. */
export function printTable(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const cells = [['', ...columns], ...rows.map(({ name, figures }) => [name, ...columns.map((column) => show(figures[column]))])];
  const widths = ['', ...columns].map((_, at) => Math.max(...cells.map((line) => line[at]!.length)));
  return cells
    .map((line) => line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '))
    .join('\n');
}

function show(figure: Summary | undefined): string {
  if (figure === undefined) return '';
  const { median, low, high, unit } = figure;
  return `${digits(median)} ${unit} (${digits(low)} to ${digits(high)})`;
}

/** Three digits: `6.52M`, `152k`, `0.982`. */
function digits(value: number): string {
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
  if (value >= 1e3) return `${Number((value / 1e3).toPrecision(3))}k`;
  return String(Number(value.toPrecision(3)));
}

function versionOf(name: string, root: string): string {
  return (JSON.parse(readFileSync(join(root, `node_modules/${name}/package.json`), 'utf8')) as { version: string }).version;
}
