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

/** Where an error is, and what stands there; undefined where nothing does. */
export interface Located {
  readonly path: Issue['path'];
  readonly value: unknown;
}

/** What a JSON pointer leads to. A part of the path is a number where it goes through a list. */
export function locate(pointer: string, root: unknown): Located {
  const path: (string | number)[] = [];
  let value = root;
  for (let start = 1; start <= pointer.length;) {
    const slash = pointer.indexOf('/', start);
    const end = slash < 0 ? pointer.length : slash;
    const part = pointer.slice(start, end);
    const key = Array.isArray(value) ? Number(part) : part.includes('~') ? part.replaceAll('~1', '/').replaceAll('~0', '~') : part;
    path.push(key);
    const found = value !== null && typeof value === 'object' && Object.hasOwn(value, key);
    value = found ? (value as Readonly<Record<string | number, unknown>>)[key] : undefined;
    start = end + 1;
  }
  return { path, value };
}
