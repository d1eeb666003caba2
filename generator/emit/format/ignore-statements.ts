/** What both prettier and oxfmt read as: leave the next statement as it is. */
const IGNORE = '// prettier-ignore\n';

/** Formatted code with the comment before every statement that is asked for. */
export function ignoreStatements(code: string, isAsked: (statement: string) => boolean): string {
  return splitStatements(code)
    .map((part, at, parts) => {
      const isKept = parts[at - 1]?.endsWith(IGNORE) ?? false; // as it was printed
      return !isKept && startsStatement(part) && isAsked(part) ? IGNORE + part : part;
    })
    .join('');
}

/**
 * The statements of formatted code, with what stands before the first one and the comments after each. Only the first line of a statement begins with
 * a letter: we print no text of several lines.
 */
export function splitStatements(code: string): string[] {
  return code.split(/^(?=[\p{ID_Start}_$])/mu);
}

function startsStatement(part: string): boolean {
  return /^[\p{ID_Start}_$]/u.test(part);
}

/** Whether code has a choice of types a line each that would have room in one line below its name: there prettier joins them and oxfmt does not. */
export function hasShortUnion(statement: string, width: number): boolean {
  for (const [, run = ''] of statement.matchAll(/[:=<(]\n((?:[ \t]*\| .*[^{[(\n]\n)+)/g)) {
    const lines = run.trimEnd().split('\n');
    const indent = lines[0]!.search(/\|/);
    const joined = lines.map((line) => line.trim().slice(2)).join(' | ');
    if (indent + joined.length <= width) return true;
  }
  return false;
}
