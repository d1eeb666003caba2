/** Text from a file, quoted so that it can neither break a line nor steer a terminal. Long text is cut. */
export function quote(text: unknown): string {
  const whole = typeof text === 'string' ? text : String(text);
  const short = whole.length > MAX_LENGTH ? `${whole.slice(0, MAX_LENGTH)}…` : whole;
  return JSON.stringify(short).replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Names in a sentence: `a`, `b` and 3 more. */
export function quoteList(names: readonly string[], limit = 8): string {
  const shown = names.slice(0, limit).map(quote).join(', ');
  return names.length > limit ? `${shown} and ${names.length - limit} more` : shown;
}

const MAX_LENGTH = 80;

/** DEL and C1 controls, line and paragraph separators, marks that reorder text, zero-width characters, the byte order mark. */
export const UNSAFE: RegExp = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
