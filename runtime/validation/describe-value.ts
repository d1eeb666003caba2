import type { Issue } from './issue.ts';

const LONGEST = 60;

/** A value as a reader would write it, cut where it is long. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `a list of ${value.length} ${value.length === 1 ? 'item' : 'items'}`;
  if (value !== null && typeof value === 'object') return 'an object';
  const text = JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…"`;
}

export function typeWithArticle(type: string): string {
  if (type === 'null') return 'null';
  if (type === 'boolean') return 'true or false';
  if (type === 'array') return 'a list';
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}

/** A JSON pointer as a path; a number where it goes through a list. */
export function pathOf(pointer: string, value: unknown): Issue['path'] {
  const path: (string | number)[] = [];
  let at = value;
  for (const raw of pointer.split('/').slice(1)) {
    const part = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    const key = Array.isArray(at) ? Number(part) : part;
    path.push(key);
    at = valueAt(at, [key]);
  }
  return path;
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(value: unknown, path: Issue['path']): unknown {
  return path.reduce<unknown>((at, key) => {
    return at !== null && typeof at === 'object' && Object.hasOwn(at, key)
      ? (at as Readonly<Record<string | number, unknown>>)[key]
      : undefined;
  }, value);
}
