import * as fc from 'fast-check';
import type { SchemaObject } from '../../generator/model/schema/index.ts';
import type { Draft } from './schema-index.ts';

type Any = fc.Arbitrary<SchemaObject | boolean>;

const DIALECTS: Readonly<Record<Draft, string>> = {
  '7': 'http://json-schema.org/draft-07/schema#',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

const COMMON = ['A', 'B', 'E/properties/inner'];

/**
 * The ways in which a random schema refers to a definition: by pointer, by anchor, by a URI relative to its own, and dynamically. The same pointer
 * leads elsewhere inside of `C`, which has a URI and definitions of its own.
 */
export const REFERENCES: Readonly<Record<Draft, readonly SchemaObject[]>> = {
  '7': references('definitions', ['#D', 'c.json', 'c.json#/definitions/A', 'c.json#inner']),
  '2019-09': [...references('$defs', ['#D', 'c.json', 'c.json#/$defs/A', 'c.json#inner']), { $recursiveRef: '#' }],
  '2020-12': [
    ...references('$defs', ['#D', 'c.json', 'c.json#/$defs/A', 'c.json#inner']),
    { $dynamicRef: '#node' },
    { $dynamicRef: 'c.json#node' },
  ],
};

function references(keyword: string, others: readonly string[]): SchemaObject[] {
  return [...COMMON.map((name) => `#/${keyword}/${name}`), `#/${keyword}/E/${keyword}/Inner`, ...others].map((ref) => ({ $ref: ref }));
}

/** The schema with the definitions that REFERENCES lead to. */
export function definitionsOf(root: SchemaObject, leaf: Any, draft: Draft): fc.Arbitrary<SchemaObject> {
  const keyword = draft === '7' ? 'definitions' : '$defs';
  const to = (name: string): SchemaObject => ({ $ref: `#/${keyword}/${name}` });
  const anchor = (name: string): SchemaObject => (draft === '7' ? { $id: `#${name}` } : { $anchor: name });
  const definition = fc.oneof(
    leaf,
    fc.constantFrom<SchemaObject>(
      { type: 'object', properties: { a: to('A'), b: to('B') }, required: ['a'], additionalProperties: false },
      { type: 'array', items: to('B') },
      { anyOf: [{ type: 'null' }, { type: 'object', properties: { c: to('A') } }] },
      { oneOf: [{ type: 'string' }, to('A')] },
      { type: 'object', properties: { a: { type: 'integer', default: 1 } } },
      to('B'),
    ),
  );
  const again: SchemaObject = draft === '2019-09' ? { $recursiveRef: '#' } : draft === '2020-12' ? { $dynamicRef: '#node' } : { $ref: '#' };
  const dynamic = (isDynamic: boolean): SchemaObject => {
    if (draft === '2019-09') return isDynamic ? { $recursiveAnchor: true } : {};
    return draft === '2020-12' ? (isDynamic ? { $dynamicAnchor: 'node' } : { $anchor: 'node' }) : {};
  };
  return fc.record({ A: definition, B: definition, inner: leaf, D: leaf, C: leaf, outer: fc.boolean(), own: fc.boolean() }).map((parts) => {
    const resource = {
      $id: 'c.json',
      ...dynamic(parts.own),
      type: ['object', 'string'],
      properties: { a: to('A'), next: again },
      [keyword]: { A: parts.C, I: { ...anchor('inner'), type: 'string' } },
    };
    const definitions = {
      A: parts.A,
      B: parts.B,
      C: resource,
      D: { ...(typeof parts.D === 'boolean' ? { not: {} } : parts.D), ...anchor('D') },
      E: { type: 'object', properties: { inner: parts.inner }, [keyword]: { Inner: parts.inner } },
    };
    return { $schema: DIALECTS[draft], ...dynamic(parts.outer), ...root, [keyword]: definitions };
  });
}
