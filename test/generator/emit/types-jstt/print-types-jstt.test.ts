import { expect, test } from 'vitest';
import { printTypesJstt } from '../../../../generator/emit/types-jstt/index.ts';
import { modelTypes } from '../../../../generator/model/types/index.ts';
import { bundleOf } from '../../../support/schemas.ts';
import type { JsonSchema } from '../../../../generator/model/schema/index.ts';

async function printRoot(schema: JsonSchema): Promise<string> {
  const { bundle, root } = bundleOf({ 'root.json': schema });
  return (await printTypesJstt(modelTypes(bundle, [{ name: 'Root', root: root('root.json'), direction: 'input' }]))).trimEnd();
}

test('objects, arrays and enums are printed in the words of json-schema-to-typescript', async () => {
  const schema = {
    type: 'object',
    properties: {
      name: { type: 'string', description: 'What it is called.' },
      sizes: { type: 'array', items: { enum: ['S', 'M'] } },
      'two words': { type: ['boolean', 'null'] },
    },
    required: ['name'],
    additionalProperties: false,
  };
  expect(await printRoot(schema)).toBe(
    `export interface Root {
/**
 * What it is called.
 */
name: string
sizes?: ("S" | "M")[]
"two words"?: (boolean | null)
}`,
  );
});

test('a definition keeps the spelling of its name and is not inlined', async () => {
  const schema = {
    type: 'array',
    items: { $ref: '#/$defs/Node2d' },
    $defs: { Node2d: { type: 'array', items: { $ref: '#/$defs/Node2d' } } },
  };
  expect(await printRoot(schema)).toBe('export type Root = Node2d[]\n\nexport type Node2d = Node2d[]');
});

test('a tuple has optional items, which that tool cannot say by itself', async () => {
  const schema = { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false };
  expect(await printRoot(schema)).toBe('export type Root = [string?, number?]');
});

test('properties that every object inherits do not end that tool', async () => {
  const schema = { type: 'object', properties: { hasOwnProperty: { type: 'string' } }, required: ['hasOwnProperty'] };
  expect(await printRoot(schema)).toBe('export type Root = {\n  hasOwnProperty: string;\n  [key: string]: unknown;\n}');
});

test('text of the author cannot leave a comment, and code of the author is not taken', async () => {
  const schema = {
    type: 'object',
    description: 'bad */ export const evil = 1; /*',
    properties: { a: { type: 'string', description: 'worse\u2028*/ evil()', tsType: 'typeof evil' } },
  };
  expect(await printRoot(schema)).toBe(
    `/**
 * bad *\\/ export const evil = 1; /*
 */
export interface Root {
/**
 * worse
 * *\\/ evil()
 */
a?: string
[k: string]: unknown
}`,
  );
});

test('strings that JSON and code read differently are escaped', async () => {
  expect(await printRoot({ type: 'array', items: { enum: ['a\u2028b', '\ud800', 'plain'] } })).toBe(
    'export type Root = ("a\\u2028b" | "\\ud800" | "plain")[]',
  );
});
