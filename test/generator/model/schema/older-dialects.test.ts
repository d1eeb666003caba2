import { expect, test } from 'vitest';
import { selfContain } from '../../../../generator/model/schema/self-contain.ts';
import { checkSchema, type JsonSchema } from '../../../../generator/model/schema/index.ts';
import { bundleOf } from '../../../support/schemas.ts';

const DRAFT_4 = 'http://json-schema.org/draft-04/schema#';
const flat = (schema: JsonSchema, others: Record<string, unknown> = {}): JsonSchema => {
  const { bundle, root } = bundleOf({ 'main.json': schema, ...others });
  return selfContain(bundle, root('main.json'));
};

test('in draft 4 a flag makes a bound exclusive', () => {
  const bounds = { minimum: 0, exclusiveMinimum: true, maximum: 1, exclusiveMaximum: false };
  expect(flat({ $schema: DRAFT_4, ...bounds })).toEqual({ exclusiveMinimum: 0, maximum: 1 });
});

test('in draft 4 id names a schema, and $id does not', () => {
  const schema = {
    $schema: DRAFT_4,
    definitions: { a: { id: '#here', type: 'string' }, b: { $id: '#there', type: 'null' } },
    properties: { a: { $ref: '#here' } },
  };
  expect(flat(schema)).toEqual({ $defs: { A: { type: 'string' } }, properties: { a: { $ref: '#/$defs/A' } } });
});

test('draft 4 does not know const, if, contains and propertyNames', () => {
  expect(flat({ $schema: DRAFT_4, const: 1, if: false, else: false, contains: false, propertyNames: false, type: 'array' })).toEqual({
    type: 'array',
  });
});

test('the meta-schema of draft 4 is there to refer to', () => {
  const { bundle, root } = bundleOf({ 'main.json': { $schema: DRAFT_4, properties: { title: { $ref: `${DRAFT_4}/properties/title` } } } });
  expect(checkSchema(bundle, root('main.json'), { strictness: 'contract' })).toEqual([]);
});

test('in OpenAPI 3.0 nullable adds null to a type, and says nothing without one', () => {
  const api = {
    openapi: '3.0.3',
    components: {
      schemas: {
        Pet: { type: 'object', properties: { name: { type: 'string', nullable: true }, kind: { nullable: true, enum: ['cat'] } } },
      },
    },
  };
  expect(flat({ $ref: 'api.json#/components/schemas/Pet' }, { 'api.json': api })).toEqual({
    type: 'object',
    properties: { name: { type: ['string', 'null'] }, kind: { enum: ['cat'] } },
  });
});

test('in OpenAPI 3.1 schemas are of draft 2020-12', () => {
  const api = { openapi: '3.1.0', components: { schemas: { Size: { type: 'number', exclusiveMinimum: 0, nullable: true } } } };
  expect(flat({ $ref: 'api.json#/components/schemas/Size' }, { 'api.json': api })).toEqual({ type: 'number', exclusiveMinimum: 0 });
});
