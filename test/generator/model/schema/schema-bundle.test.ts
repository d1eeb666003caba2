import { expect, test } from 'vitest';
import { SchemaBundle, type SchemaObject } from '../../../../generator/model/schema/index.ts';
import { bundleOf } from '../../../support/schemas.ts';

const resolveIn = (documents: Record<string, unknown>, ref: string, from = 'main.json') => {
  const { bundle, root } = bundleOf(documents);
  bundle.add(root(from));
  return bundle.resolve(ref, documents[from] as SchemaObject);
};

test('a reference leads to definitions, to files beside it, and into them', () => {
  const documents = { 'main.json': { $defs: { 'a/b~c': { type: 'string' } } }, 'shapes/size.json': { $defs: { Cm: { type: 'number' } } } };
  expect(resolveIn(documents, '#/$defs/a~1b~0c')).toEqual({ type: 'string' });
  expect(resolveIn(documents, 'shapes/size.json#/$defs/Cm')).toEqual({ type: 'number' });
  expect(resolveIn(documents, 'shapes/size.json')).toBe(documents['shapes/size.json']);
});

test('a reference leads to anchors, and to schemas with an $id', () => {
  const main = { $id: 'https://example.org/main', $defs: { A: { $anchor: 'here', type: 'null' }, B: { $id: 'other', type: 'string' } } };
  expect(resolveIn({ 'main.json': main }, '#here')).toBe(main.$defs.A);
  expect(resolveIn({ 'main.json': main }, 'other')).toBe(main.$defs.B);
});

test('what is not there is undefined, also where a name is one of Object.prototype', () => {
  const main = { $defs: {} };
  for (const ref of ['#/$defs/Missing', '#/constructor', 'missing.json', '#nowhere', 'http://', '#/%']) {
    expect(resolveIn({ 'main.json': main }, ref), ref).toBeUndefined();
  }
});

test('an inline schema has its own definitions, and its file references lie beside the document', () => {
  const inline = { $defs: { A: { type: 'string' } } };
  const bundle = new SchemaBundle({ load: (uri) => (uri === 'file:///plugin/schemas/size.json' ? { type: 'number' } : undefined) });
  bundle.add({ uri: 'file:///plugin/config.yaml', pointer: '/actions/train/params', schema: inline });
  expect(bundle.resolve('#/$defs/A', inline)).toBe(inline.$defs.A);
  expect(bundle.resolve('schemas/size.json', inline)).toEqual({ type: 'number' });
  expect(bundle.contextOf(inline.$defs.A)).toMatchObject({ uri: 'file:///plugin/config.yaml', pointer: '/actions/train/params/$defs/A' });
});

test('a file beside a schema is found although the $id of the schema is on the web', () => {
  expect(
    resolveIn({ 'main.json': { $id: 'https://example.org/schemas/main.json' }, 'size.json': { type: 'number' } }, 'size.json'),
  ).toEqual({ type: 'number' });
});

test('the meta-schemas are there without a network', () => {
  expect(resolveIn({ 'main.json': {} }, 'http://json-schema.org/draft-07/schema#/definitions/nonNegativeInteger')).toEqual({
    type: 'integer',
    minimum: 0,
  });
  expect(resolveIn({ 'main.json': {} }, 'https://json-schema.org/draft/2020-12/meta/unevaluated')).toMatchObject({
    $dynamicAnchor: 'meta',
  });
});

test('the draft is what $schema says, and that of who refers where it does not', () => {
  const { bundle, root } = bundleOf({
    'old.json': { $schema: 'http://json-schema.org/draft-07/schema#', $ref: 'plain.json' },
    'plain.json': { type: 'string' },
  });
  const old = root('old.json');
  bundle.add(old);
  expect(bundle.draftOf(old.schema as SchemaObject)).toBe('7');
  expect(bundle.draftOf(bundle.resolve('plain.json', old.schema as SchemaObject) as SchemaObject)).toBe('7');
});

test('an $id below a keyword that nobody knows is no $id', () => {
  const main = { unknown: { A: { $id: 'https://example.org/a', type: 'string' } } };
  expect(resolveIn({ 'main.json': main }, 'https://example.org/a')).toBeUndefined();
});
