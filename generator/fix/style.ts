import { indentationAt, indentationUnit } from '../migrate/indent-lines.ts';

/** How a text is written: our lines are put in the same way. */
export interface Style {
  readonly newline: string;
  readonly unit: string;
}

export function styleOf(text: string): Style {
  const windows = text.split('\r\n').length - 1;
  return { newline: windows > (text.split('\n').length - 1) / 2 ? '\r\n' : '\n', unit: indentationUnit(text) };
}

/** The quotes around what a text imports. */
export function quoteOf(text: string): string {
  return /^import\b[^'"]*(['"])/m.exec(text)?.[1] ?? "'";
}

/** Lines that are indented by two blanks a level, at another depth in the style of a file. */
export function restyle(code: string, indentation: string, { newline, unit }: Style): string {
  const lines = code.split('\n').map((line) => {
    const levels = Math.floor(/^ */.exec(line)![0].length / 2);
    return line.trim() === '' ? '' : indentation + unit.repeat(levels) + line.trimStart();
  });
  return lines.join(newline);
}

export { indentationAt };
