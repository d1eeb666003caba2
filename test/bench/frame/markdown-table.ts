import type { Stored } from './report.ts';
import type { Summary } from './summary.ts';

/** The figures as Markdown: medians, and in brackets the 95% interval of a ratio. */
export function markdownTable({ rows, machine, versions, date }: Stored): string {
  const columns = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const lines = [
    ['', ...columns],
    ['---', ...columns.map(() => '---:')],
    ...rows.map(({ name, figures }) => [name, ...columns.map((column) => show(figures[column]))]),
  ].map((cells) => `| ${cells.join(' | ')} |`);
  const used = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    ...lines,
    '',
    `${date.slice(0, 10)}, ${String(machine['cores'])} cores, ${String(machine['platform'])}; ${used.join(', ')}.`,
  ].join('\n');
}

function show(figure: Summary | undefined): string {
  if (figure === undefined) return '';
  const { median, low, high, unit } = figure;

  return unit === '×' ? `${digits(median)} (${digits(low)} to ${digits(high)})` : `${digits(median)} ${unit}`;
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(2)));
}
