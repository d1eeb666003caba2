/** True for what JSON gives back as it was: a Date, a Map, NaN or an instance of a class would come back as something else. */
export function isPlainJson(value: unknown): boolean {
  try {
    return isPlain(value, new Set());
  } catch {
    return false; // too deep, or it throws while it is read
  }
}

function isPlain(value: unknown, above: Set<object>): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || above.has(value)) return false;
  above.add(value);
  const plain = Array.isArray(value) ? Array.from(value).every((item) => isPlain(item, above)) : isPlainObject(value, above);
  above.delete(value);
  return plain;
}

/** A member that is undefined is left out, which is read alike. */
function isPlainObject(value: object, above: Set<object>): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return false;
  if ('toJSON' in value) return false;
  return Object.values(value).every((item) => item === undefined || isPlain(item, above));
}
