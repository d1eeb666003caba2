/**
 * Statements of printed code, as they stay: formatters leave what follows this comment as it is. To lay out thousands of long functions is more work
 * than to print them, and they are for no reader.
 */
export function keepLayout(statement: readonly string[]): string[] {
  return ['// prettier-ignore', ...indent(statement)];
}

function indent(lines: readonly string[]): string[] {
  let depth = 0;
  return lines.map((line) => {
    if (line.startsWith('}')) depth--;
    const indented = INDENTS[depth] === undefined ? '  '.repeat(depth) + line : INDENTS[depth] + line;
    if (line.endsWith('{')) depth++;
    return indented;
  });
}

const INDENTS = Array.from({ length: 20 }, (_, depth) => '  '.repeat(depth));
