/** More parts than any value that was read from a file; a value made in code may hold one part in a thousand places. */
export const MOST_PARTS = 5_000_000;

/**
 * A copy of the arrays and plain objects of a value; everything else is no JSON and is kept as it is. A `__proto__` stays an ordinary key.
 * Throws a RangeError for a value with more than 5 million parts, and for one that is nested too deeply.
 */
export function cloneJson(value: unknown): unknown {
  return copyOf(value, { parts: 0 });
}

/** Loops: `Object.fromEntries` takes ten times as long, and copying is most of what a check costs. */
function copyOf(value: unknown, seen: { parts: number }): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    count(value.length, seen);
    return value.map((item) => copyOf(item, seen));
  }
  if (!isPlain(value)) return value;
  const keys = Object.keys(value);
  count(keys.length, seen);
  const copy: Record<string, unknown> = {};
  for (const key of keys) {
    const item = copyOf((value as Readonly<Record<string, unknown>>)[key], seen);
    if (key === '__proto__') Object.defineProperty(copy, key, { value: item, enumerable: true, configurable: true, writable: true });
    else copy[key] = item;
  }
  return copy;
}

function count(more: number, seen: { parts: number }): void {
  seen.parts += more;
  if (seen.parts > MOST_PARTS) throw new RangeError('too large');
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}
