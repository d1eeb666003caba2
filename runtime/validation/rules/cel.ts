import { equal } from '../keywords/equal.ts';

/** What compiled rules call, where JavaScript's own operators mean something else than CEL's (github.com/google/cel-spec). */

/** `a == b`: by value, through lists and maps. */
export function celEqual(left: unknown, right: unknown): boolean {
  return equal(left, right);
}

/** `a in b`: an item of a list, a key of a map. */
export function celIn(value: unknown, of: object): boolean {
  return Array.isArray(of) ? of.some((item) => equal(item, value)) : typeof value === 'string' && Object.hasOwn(of, value);
}

/** `has(a.b)`: the field is there. */
export function celHas<T extends object, K extends keyof T>(of: T, key: K): boolean {
  return Object.hasOwn(of, key) && of[key] !== undefined;
}

/** `size(a)`: characters (code points) of a text, items of a list, entries of a map. */
export function celSize(of: string | object): number {
  if (typeof of !== 'string') return Array.isArray(of) ? of.length : Object.keys(of).length;
  let count = 0;
  for (const _ of of) count++;
  return count;
}

/** `a.exists_one(x, …)`: true for exactly one. */
export function celExistsOne<T>(list: readonly T[], test: (item: T) => boolean): boolean {
  return list.filter((item) => test(item)).length === 1;
}
