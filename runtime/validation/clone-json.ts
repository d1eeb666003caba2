/** More parts than any value that was read from a file; a value made in code may hold one part in a thousand places. */
export const MOST_PARTS = 5_000_000;

/**
 * A copy of the arrays and plain objects of a value; everything else is no JSON and is kept as it is. A `__proto__` stays an ordinary key.
 * Throws a RangeError for a value with more than 5 million parts, and for one that is nested too deeply.
 */
export function cloneJson(value: unknown): unknown {
  let parts = 0;
  const clone = (part: unknown): unknown => {
    if (part === null || typeof part !== 'object') return part;
    if (Array.isArray(part)) {
      count(part.length);
      return part.map(clone);
    }
    if (!isPlain(part)) return part;
    const entries = Object.entries(part);
    count(entries.length);
    return Object.fromEntries(entries.map(([key, item]) => [key, clone(item)]));
  };
  const count = (more: number): void => {
    parts += more;
    if (parts > MOST_PARTS) throw new RangeError('too large');
  };
  return clone(value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}
