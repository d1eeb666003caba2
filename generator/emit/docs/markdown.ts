import { visibleText } from '../code.ts';

/** Text that is Markdown: made by the functions here only. */
export class Markdown {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** A text of a contract as it is, on one line: nothing in it is Markdown or HTML. An address is not cut apart by our escapes. */
export function text(value: string): Markdown {
  const line = oneLine(value)
    .replace(/[\\`*{}[\]<>#~&$!^@]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (character) => `\\${character}`)
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, (character) => `\\${character}`)
    .replace(/^(?:(\d+)(?=[.)](?: |$))|(?=[-+=]))/, (_, digits: string | undefined) => `${digits ?? ''}\\`);
  return new Markdown(line);
}

/** A value of a contract as code, on one line. A backslash before a bar cannot be code in a table: then it is text. */
export function code(value: string): Markdown {
  const line = oneLine(value);
  if (line === '' || line.includes('\\|')) return text(line);
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = /^`|`$|^ .*\S.* $/.test(line) ? ' ' : '';
  return new Markdown(`${fence}${pad}${line}${pad}${fence}`);
}

/** Lines of code, in a fence that none of them closes. */
export function codeBlock(language: string, lines: string): Markdown {
  const fence = '`'.repeat(Math.max(3, longestRun(lines) + 1));
  return new Markdown(`${fence}${language}\n${lines}\n${fence}`);
}

/** Our own words and the texts between them. Not called markdown: formatters write what has that name anew. */
export function prose(strings: TemplateStringsArray, ...parts: readonly (Markdown | number)[]): Markdown {
  return new Markdown(String.raw({ raw: strings }, ...parts.map(String)));
}

export function join(parts: readonly Markdown[], between: string): Markdown {
  return new Markdown(
    parts
      .filter((part) => String(part) !== '')
      .map(String)
      .join(between),
  );
}

/** A table; nothing where it has no rows. Columns that are empty in every row are left out. */
export function table(head: readonly string[], rows: readonly (readonly Markdown[])[]): Markdown {
  if (rows.length === 0) return new Markdown('');
  const kept = head.map((_, column) => rows.some((row) => String(row[column] ?? '') !== ''));
  const line = (cells: readonly string[]): string => `| ${cells.filter((_, column) => kept[column]).join(' | ')} |`;
  const body = rows.map((row) => line(head.map((_, column) => cell(row[column]))));
  return new Markdown([line(head), line(head.map(() => '---')), ...body].join('\n'));
}

/** A bar would end the cell, in code too. */
function cell(content: Markdown | undefined): string {
  return String(content ?? '').replaceAll('|', '\\|');
}

function oneLine(value: string): string {
  return visibleText(value.replace(/\s+/g, ' ').trim());
}

function longestRun(value: string): number {
  return Math.max(0, ...(value.match(/`+/g) ?? []).map((run) => run.length));
}
