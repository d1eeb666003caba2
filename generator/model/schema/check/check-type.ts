import { suggest } from '../../../../runtime/validation/suggest.ts';
import { pointerTo, type SchemaPlace } from '../json-schema.ts';
import type { SchemaProblem } from '../schema-problem.ts';
import { describeKind } from './describe-kind.ts';

const TYPES = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

/** What other languages call them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  int: 'integer',
  float: 'number',
  double: 'number',
  bool: 'boolean',
  str: 'string',
  text: 'string',
  list: 'array',
  tuple: 'array',
  dict: 'object',
  map: 'object',
  none: 'null',
};

/** What is wrong with a `type`: one name, or a list of different names. */
export function checkType(value: unknown, place: SchemaPlace): SchemaProblem[] {
  if (!Array.isArray(value)) return checkName(value, place);
  if (value.length === 0 || new Set(value).size < value.length) {
    return [
      {
        ...place,
        code: 'SCHEMA_BAD_KEYWORD',
        data: { keyword: 'type', expected: 'a type, or a list of different types', got: describeKind(value) },
      },
    ];
  }
  return value.flatMap((name, at) => checkName(name, { uri: place.uri, pointer: pointerTo(place.pointer, at) }));
}

function checkName(value: unknown, place: SchemaPlace): SchemaProblem[] {
  if (typeof value === 'string' && TYPES.includes(value)) return [];
  const name = typeof value === 'string' ? value.toLowerCase() : '';
  const near = TYPES.includes(name) ? name : Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : suggest(name, TYPES);
  const advice = name === 'any' ? 'leave type out: then any value fits' : near === undefined ? undefined : `did you mean "${near}"?`;
  return [
    { ...place, code: 'SCHEMA_BAD_TYPE', data: { type: describeKind(value) }, ...(advice === undefined ? {} : { suggestion: advice }) },
  ];
}
