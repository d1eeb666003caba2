/**
 * What breaks a line, or takes over a terminal or the order of a text: control characters, the line and paragraph separators, and marks of direction.
 * The tab is left alone.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const UNPRINTABLE = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** Text of a run for one line of a terminal or a file: what would take effect becomes visible instead. */
export function makePrintable(text: string): string {
  return text.replace(UNPRINTABLE, escape);
}

/** The value as one line of JSON, whoever reads it: some readers end a line at U+2028 or U+0085, which JSON may hold. */
export function jsonLine(value: unknown): string {
  return `${makePrintable(JSON.stringify(value) ?? 'null')}\n`;
}

function escape(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
