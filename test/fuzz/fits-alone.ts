import { isDeepStrictEqual } from 'node:util';
import { isRecord, type SchemaObject } from '../../generator/model/schema/json-schema.ts';

/** What a schema says of a value without a look into its parts, or at other schemas. */
export function fitsAlone(schema: SchemaObject, value: unknown): boolean {
  const types = schema['type'] === undefined ? undefined : [schema['type']].flat();
  if (types !== undefined && !types.some((type) => isOfType(value, type))) return false;
  if ('const' in schema && !isDeepStrictEqual(schema['const'], value)) return false;
  if ('enum' in schema && !list(schema['enum']).some((item) => isDeepStrictEqual(item, value))) return false;
  if (typeof value === 'number') {
    return (
      value >= limit(schema, 'minimum', -Infinity) &&
      value < limit(schema, 'exclusiveMaximum', Infinity) &&
      (!('multipleOf' in schema) || isMultiple(value, Number(schema['multipleOf'])))
    );
  }
  if (typeof value !== 'string') return true;
  const isLike = typeof schema['pattern'] !== 'string' || new RegExp(schema['pattern'], 'u').test(value);
  return isLike && within([...value].length, schema, 'minLength', 'maxLength');
}

export function within(size: number, schema: SchemaObject, least: string, most: string): boolean {
  return size >= limit(schema, least, 0) && size <= limit(schema, most, Infinity);
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The entries of a keyword that holds a map. */
export function maps(schema: SchemaObject, keyword: string): [string, unknown][] {
  return isRecord(schema[keyword]) ? Object.entries(schema[keyword]) : [];
}

/** Of a small whole number, by the digits that stand in JSON: those of a number beyond the safe ones are not all of its binary ones. */
function isMultiple(value: number, divisor: number): boolean {
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value % divisor === 0;
  const [digits, exponent] = value.toExponential().split('e');
  const [whole, fraction = ''] = digits!.split('.');
  return BigInt(`${whole}${fraction}${'0'.repeat(Number(exponent) - fraction.length)}`) % BigInt(divisor) === 0n;
}

function limit(schema: SchemaObject, keyword: string, otherwise: number): number {
  return typeof schema[keyword] === 'number' ? schema[keyword] : otherwise;
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
