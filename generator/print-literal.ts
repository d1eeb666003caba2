/**
 * A value as an expression in code. It is the same value on every reader: line separators (which end a line in old JavaScript) and characters that
 * turn the reading direction are escaped, and `__proto__` stays an ordinary key.
 */
export function printLiteral(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printLiteral).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).map(
      ([key, item]) => `${key === '__proto__' ? '["__proto__"]' : printLiteral(key)}: ${printLiteral(item)}`,
    );
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'string') return escapeMisleading(JSON.stringify(value));
  return value === undefined ? 'undefined' : JSON.stringify(value);
}

/** Code with every character escaped that ends a line or turns the reading direction. In code of ours, they can only stand in strings. */
function escapeMisleading(code: string): string {
  return MISLEADING.test(code) ? code.replace(ALL_MISLEADING, escape) : code;
}

/** Characters that turn the reading direction, as a class of a regular expression. */
export const BIDI = '\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069';

const MISLEADING = new RegExp(`[${BIDI}\u2028\u2029\uFEFF\u007F-\u009F]`);
const ALL_MISLEADING = new RegExp(MISLEADING.source, 'g');

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
