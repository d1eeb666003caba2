/** As many as a copy of a value may have; see cloneJson. */
const MOST_PARTS = 5_000_000;

/**
 * The indexes of the first two items that are equal as JSON, or undefined. In one pass: lists of thousands of objects are common. Throws a
 * RangeError for items with more than 5 million parts.
 */
export function findTwin(items: readonly unknown[]): readonly [number, number] | undefined {
  const [seen, texts] = [new Map<unknown, number>(), new Map<unknown, number>()]; // of what is compared by value, and of the rest
  const parts = { count: 0 };
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    const byValue = typeof item !== 'object' || item === null;
    const key = byValue ? item : canonical(item, parts);
    const known = byValue ? seen : texts;
    const first = known.get(key);
    if (first !== undefined) return [first, index];
    known.set(key, index);
  }
  return undefined;
}

/** The same text for equal values: keys in order. */
function canonical(value: unknown, parts: { count: number }): string {
  if (value === null || typeof value !== 'object')
    return typeof value === 'string' ? JSON.stringify(value) : String(value === 0 ? 0 : value);
  const list = Array.isArray(value);
  const entries = list ? value : Object.keys(value).sort();
  parts.count += entries.length;
  if (parts.count > MOST_PARTS) throw new RangeError('too large');
  if (list) return `[${value.map((item) => canonical(item, parts)).join()}]`;
  const object = value as Readonly<Record<string, unknown>>;
  return `{${(entries as string[]).map((key) => `${JSON.stringify(key)}:${canonical(object[key], parts)}`).join()}}`;
}
