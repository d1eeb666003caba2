import { show } from '../../validation/describe-value.ts';
import { fieldsOf } from './schema-fields.ts';
import { conjuncts, includesType, isObject, type JsonType, type SchemaPart, typesOf, valuesOf } from './schema-types.ts';

/** Why what is given does not fit what is needed. */
export interface Misfit {
  /** From the value's root: `items[].name`; empty for the value itself. */
  readonly path: string;
  readonly needed: string;
  readonly given: string;
}

const DEEPEST = 20;

/**
 * Whether every value of one schema is of a type that another one takes: JSON types, listed values, fields of objects, items of arrays. Limits, patterns
 * and the like are left to the validator, which sees the value. Undefined where nothing speaks against it.
 */
export function findMisfit(given: SchemaPart, needed: SchemaPart, path: string = '', depth: number = 0): Misfit | undefined {
  if (depth > DEEPEST) return undefined;
  const [has, wants] = [typesOf(given), typesOf(needed)];
  if (has === undefined || wants === undefined) return undefined;
  const misfit = (): Misfit => ({ path, needed: sayTypes(needed, wants), given: sayTypes(given, has) });
  if ([...has].some((type) => !includesType(wants, type))) return misfit();
  const [values, allowed] = [valuesOf(given), valuesOf(needed)];
  if (values !== undefined && allowed !== undefined && values.some((value) => !allowed.some((one) => isSame(one, value)))) return misfit();
  return findInFields(given, needed, path, depth) ?? findInItems(given, needed, path, depth);
}

function findInFields(given: SchemaPart, needed: SchemaPart, path: string, depth: number): Misfit | undefined {
  const [has, wants] = [fieldsOf(given), fieldsOf(needed)];
  if (has.size === 0) return undefined; // an object of which nothing is said
  for (const [name, field] of wants) {
    const there = has.get(name);
    const at = path === '' ? name : `${path}.${name}`;
    if (there === undefined || !there.isRequired) {
      if (field.isRequired && !field.hasDefault)
        return { path: at, needed: 'to be there', given: there === undefined ? 'missing' : 'not always there' };
      if (there === undefined) continue;
    }
    const found = findMisfit(there, field, at, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInItems(given: SchemaPart, needed: SchemaPart, path: string, depth: number): Misfit | undefined {
  const [has, wants] = [given, needed].map((part) => {
    const items = conjuncts(part)
      .map((one) => one['items'])
      .find(isObject);
    return items && { schema: items, root: part.root };
  });
  return has && wants && findMisfit(has, wants, `${path}[]`, depth + 1);
}

function sayTypes(part: SchemaPart, types: ReadonlySet<JsonType>): string {
  const values = valuesOf(part);
  if (values !== undefined)
    return values.length === 1 ? show(values[0]) : `one of ${values.slice(0, 5).map(show).join(', ')}${values.length > 5 ? ', …' : ''}`;
  return [...types].join(' or ') || 'nothing';
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
