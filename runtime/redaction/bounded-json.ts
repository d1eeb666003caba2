import { serializeError } from '../errors/serialize-error.ts';

const MOST_PARTS = 10_000;
const MOST_LEVELS = 12;

/**
 * A value of any size and shape as JSON that is small enough to be looked through. Every object is copied once; `isWhole` is false where something
 * was left out.
 */
export function boundedJson(value: unknown): { readonly json: unknown; readonly isWhole: boolean } {
  const seen = new Set<object>();
  let parts = 0;
  let isWhole = true;
  const leaveOut = (why: string): string => {
    isWhole = false;
    return why;
  };
  const copy = (item: unknown, level: number): unknown => {
    if (typeof item === 'bigint') return item.toString();
    if (typeof item === 'function' || typeof item === 'symbol') return undefined;
    if (typeof item !== 'object' || item === null) return item;
    if (item instanceof Error) return serializeError(item);
    if (item instanceof Date) return Number.isNaN(item.valueOf()) ? null : item.toISOString();
    if (seen.has(item)) return '[Seen]';
    seen.add(item);
    if (++parts > MOST_PARTS || level > MOST_LEVELS) return leaveOut('[Too large]');
    if (ArrayBuffer.isView(item)) return copyBytes(item);
    if (item instanceof Map)
      return copyEntries(
        [...item].map(([key, one]) => [String(key), one]),
        level,
      );
    if (Array.isArray(item) || item instanceof Set) return copyItems([...item], level);
    return copyEntries(
      Object.keys(item).map((key) => [key, read(item, key)]),
      level,
    );
  };
  const copyBytes = (bytes: ArrayBufferView): unknown => {
    if (bytes.byteLength > MOST_PARTS) return leaveOut('[Too large]');
    return [...Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)];
  };
  const copyItems = (items: readonly unknown[], level: number): unknown =>
    items.length > MOST_PARTS ? leaveOut('[Too large]') : items.map((one) => copy(one, level + 1) ?? null);
  const copyEntries = (entries: readonly (readonly [string, unknown])[], level: number): unknown =>
    Object.fromEntries(entries.map(([key, one]) => [key, copy(one, level + 1)]));
  return { json: copy(value, 0), isWhole };
}

function read(object: object, key: string): unknown {
  try {
    return (object as Readonly<Record<string, unknown>>)[key];
  } catch {
    return '[Unreadable]';
  }
}
