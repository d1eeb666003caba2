/**
 * A value as plain JSON, always: a loop becomes `[Circular]`, a bigint its digits, an error its name and message, and what throws while it is
 * read becomes `[Unreadable]`. Reporting must never break the work that it reports.
 */
export function toJson(value: unknown): unknown {
  try {
    return copy(value, new Set());
  } catch {
    return '[Unreadable]';
  }
}

/** The same for what must be an object; anything else is put under `value`. */
export function toJsonObject(value: unknown): Record<string, unknown> {
  const json = toJson(value);
  return isObject(json) ? json : json === undefined ? {} : { value: json };
}

function copy(value: unknown, above: Set<object>): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (above.has(value)) return '[Circular]';
  if (value instanceof Error) return { name: value.name, message: value.message };
  above.add(value);
  const copied = copyObject(value, above);
  above.delete(value);
  return copied;
}

function copyObject(value: object, above: Set<object>): unknown {
  if ('toJSON' in value && typeof value.toJSON === 'function') return copy(value.toJSON(''), above);
  if (Array.isArray(value)) return value.map((item: unknown) => copy(item, above) ?? null);
  if (value instanceof Map) return copy(Object.fromEntries(value), above);
  if (value instanceof Set || ArrayBuffer.isView(value)) return Array.from(value as Iterable<unknown>, (item) => copy(item, above) ?? null);
  const entries = Object.entries(value).map(([key, item]) => [key, copy(item, above)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
