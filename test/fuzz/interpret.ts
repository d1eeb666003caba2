import { isDeepStrictEqual } from 'node:util';
import { isRecord, own, type SchemaObject } from '../../generator/model/schema/json-schema.ts';

/** What a value got from a schema: undefined where it does not fit, else the properties that were evaluated (core, 11.3). */
type Evaluated = ReadonlySet<string> | undefined;

/**
 * Whether a value fits a schema of draft 2020-12, read off the specification keyword by keyword: slow, plain, and built on no compiler, so that a fault
 * of the compiler below our validators is not a fault of their judge too. Knows the keywords that random schemas have.
 */
export function interpret(schema: SchemaObject, value: unknown): boolean {
  return evaluate(schema, value, schema) !== undefined;
}

function evaluate(schema: unknown, value: unknown, root: SchemaObject): Evaluated {
  if (!isRecord(schema)) return schema === false ? undefined : new Set();
  const fits = (inner: unknown, part: unknown): boolean => evaluate(inner, part, root) !== undefined;
  if (!fitsAlone(schema, value)) return undefined;
  if (Array.isArray(value) && !fitsItems(schema, value, fits)) return undefined;
  const evaluated = new Set<string>();
  if (isRecord(value) && !fitsProperties(schema, value, fits, evaluated)) return undefined;
  for (const inner of applied(schema, value, root)) {
    if (inner === undefined) return undefined;
    for (const name of inner) evaluated.add(name);
  }
  if (isRecord(value) && 'unevaluatedProperties' in schema) {
    for (const name of Object.keys(value)) {
      if (!evaluated.has(name) && !fits(schema['unevaluatedProperties'], value[name])) return undefined;
      evaluated.add(name);
    }
  }
  return evaluated;
}

/** The outcomes of all schemas that apply to the same value. */
function applied(schema: SchemaObject, value: unknown, root: SchemaObject): Evaluated[] {
  const run = (inner: unknown): Evaluated => evaluate(inner, value, root);
  const outcomes = list(schema['allOf']).map(run);
  const ref = schema['$ref'];
  if (typeof ref === 'string') outcomes.push(run(own(root['$defs'] as SchemaObject, ref.slice('#/$defs/'.length))));
  if ('not' in schema && run(schema['not']) !== undefined) outcomes.push(undefined);
  for (const keyword of ['anyOf', 'oneOf']) {
    if (!(keyword in schema)) continue;
    const fitting = list(schema[keyword])
      .map(run)
      .filter((outcome) => outcome !== undefined);
    if (fitting.length === 0 || (keyword === 'oneOf' && fitting.length > 1)) outcomes.push(undefined);
    else outcomes.push(...fitting);
  }
  if ('if' in schema) {
    const condition = run(schema['if']);
    if (condition !== undefined) outcomes.push(condition);
    const branch = condition === undefined ? schema['else'] : schema['then'];
    if (branch !== undefined) outcomes.push(run(branch));
  }
  const dependent = isRecord(value) && isRecord(schema['dependentSchemas']) ? Object.entries(schema['dependentSchemas']) : [];
  for (const [name, inner] of dependent) if (Object.hasOwn(value as object, name)) outcomes.push(run(inner));
  return outcomes;
}

function fitsAlone(schema: SchemaObject, value: unknown): boolean {
  const types = schema['type'] === undefined ? undefined : [schema['type']].flat();
  if (types !== undefined && !types.some((type) => isOfType(value, type))) return false;
  if ('const' in schema && !isDeepStrictEqual(schema['const'], value)) return false;
  if ('enum' in schema && !list(schema['enum']).some((item) => isDeepStrictEqual(item, value))) return false;
  if (typeof value === 'number') {
    return (
      value >= limit(schema, 'minimum', -Infinity) &&
      value < limit(schema, 'exclusiveMaximum', Infinity) &&
      (!('multipleOf' in schema) || value % Number(schema['multipleOf']) === 0)
    );
  }
  if (typeof value !== 'string') return true;
  const isLike = typeof schema['pattern'] !== 'string' || new RegExp(schema['pattern'], 'u').test(value);
  return isLike && within([...value].length, schema, 'minLength', 'maxLength');
}

function fitsItems(schema: SchemaObject, items: readonly unknown[], fits: (inner: unknown, part: unknown) => boolean): boolean {
  const prefix = list(schema['prefixItems']);
  const others = 'items' in schema ? schema['items'] : true;
  const isTwin = (item: unknown, at: number): boolean => items.slice(0, at).some((other) => isDeepStrictEqual(other, item));
  return (
    within(items.length, schema, 'minItems', 'maxItems') &&
    items.every((item, at) => fits(at < prefix.length ? prefix[at] : others, item)) &&
    (!('contains' in schema) || items.some((item) => fits(schema['contains'], item))) &&
    !(schema['uniqueItems'] === true && items.some(isTwin))
  );
}

function fitsProperties(
  schema: SchemaObject,
  value: SchemaObject,
  fits: (inner: unknown, part: unknown) => boolean,
  evaluated: Set<string>,
): boolean {
  const names = Object.keys(value);
  if (!within(names.length, schema, 'minProperties', 'maxProperties')) return false;
  if (!list(schema['required']).every((name) => Object.hasOwn(value, String(name)))) return false;
  const dependent = isRecord(schema['dependentRequired']) ? Object.entries(schema['dependentRequired']) : [];
  if (dependent.some(([name, needed]) => Object.hasOwn(value, name) && !list(needed).every((other) => Object.hasOwn(value, String(other)))))
    return false;
  return names.every((name) => {
    if ('propertyNames' in schema && !fits(schema['propertyNames'], name)) return false;
    const patterns = isRecord(schema['patternProperties']) ? Object.entries(schema['patternProperties']) : [];
    const rules = patterns.filter(([pattern]) => new RegExp(pattern, 'u').test(name)).map(([, inner]) => inner);
    if (isRecord(schema['properties']) && Object.hasOwn(schema['properties'], name)) rules.push(schema['properties'][name]);
    if (rules.length === 0 && 'additionalProperties' in schema) rules.push(schema['additionalProperties']);
    if (rules.length > 0) evaluated.add(name);
    return rules.every((inner) => fits(inner, value[name]));
  });
}

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function within(size: number, schema: SchemaObject, least: string, most: string): boolean {
  return size >= limit(schema, least, 0) && size <= limit(schema, most, Infinity);
}

function limit(schema: SchemaObject, keyword: string, otherwise: number): number {
  return typeof schema[keyword] === 'number' ? schema[keyword] : otherwise;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
