/** More parts than any value that was read from a file; a value made in code may hold one part in a thousand places. */
export const MOST_PARTS = 5_000_000;

/**
 * A copy of the arrays and plain objects of a value; everything else is no JSON and is kept as it is. A `__proto__` stays an ordinary key.
 * Throws a RangeError for a value with more than 5 million parts, and for one that is nested too deeply.
 */
export function cloneJson(value: unknown): unknown {
  return isContainer(value) ? copyOf(value, { parts: 0 }) : value;
}

/** The same for what is in a value that is a copy already. */
export function cloneParts(copy: unknown): void {
  if (Array.isArray(copy)) copyItems(copy, { parts: 0 });
  else if (isContainer(copy) && isPlain(copy)) copyProperties(copy as Record<string, unknown>, { parts: 0 });
}

/** A spread copies what is the object's own, `__proto__` included, several times as fast as one property after the other. */
function copyOf(value: object, seen: { parts: number }): unknown {
  if (Array.isArray(value)) return copyItems(value.slice(), seen);
  return isPlain(value) ? copyProperties({ ...value }, seen) : value;
}

function copyItems(copy: unknown[], seen: { parts: number }): unknown[] {
  count(copy.length, seen);
  for (let at = 0; at < copy.length; at++) {
    const item = copy[at];
    if (isContainer(item)) copy[at] = copyOf(item, seen);
  }
  return copy;
}

function copyProperties(copy: Record<string, unknown>, seen: { parts: number }): Record<string, unknown> {
  let parts = 0;
  for (const key in copy) {
    parts++;
    const item = copy[key];
    if (isContainer(item) && Object.hasOwn(copy, key)) copy[key] = copyOf(item, seen);
  }
  count(parts, seen);
  return copy;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function count(more: number, seen: { parts: number }): void {
  seen.parts += more;
  if (seen.parts > MOST_PARTS) throw new RangeError('too large');
}

/** Of this realm or of another one. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}
