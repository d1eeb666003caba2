import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadContract } from '../../../../generator/index.ts';
import type { EmitContext } from '../../../../generator/emit/emit-context.ts';
import { formatOwned } from '../../../../generator/emit/format-file.ts';
import { ANY_STYLE } from '../../../../generator/plan/style/style.ts';
import { emitUiSchema, formOf, printForm } from '../../../../generator/emit/ui-schema/emit-ui-schema.ts';
import { formOfSchema } from '../../../support/form-of-schema.ts';
import { makePlugin } from '../../../support/make-plugin.ts';
import { schemaWithValue } from '../../../support/schema-with-value.ts';

const PARAMS = {
  type: 'object',
  required: ['dataset'],
  properties: {
    dataset: { type: 'integer', title: '$1' },
    rate: { type: 'number', default: 0.1 },
    hidden: { type: 'string', 'x-ui': false },
  },
};

test('an item of the author’s changes the item of that name, keeps what it does not name, and is added where there is none', () => {
  const { items } = formOfSchema(PARAMS, [
    { name: 'rate', $formkit: 'range', help: 'How fast' },
    { $formkit: 'text', name: 'note', label: 'Note', if: '$get("train-rate").value > 1' },
    { $el: 'hr' },
  ]);
  expect(items).toEqual([
    expect.objectContaining({ $formkit: 'number', name: 'dataset', __raw__label: '$1' }),
    {
      $formkit: 'range',
      name: 'rate',
      label: 'Rate',
      help: 'How fast',
      value: 0.1,
      placeholder: '0.1',
      number: true,
      step: 'any',
      required: false,
    },
    { $formkit: 'text', name: 'note', label: 'Note', if: '$get("train-rate").value > 1' },
    { $el: 'hr' },
  ]);
});

test('a map of names does the same, and a text of the author’s takes the place of the one that was made', () => {
  const { items } = formOfSchema(PARAMS, { dataset: { label: '$: "Data" + "set"' } });
  expect(items[0]).toMatchObject({ $formkit: 'number', name: 'dataset', label: '$: "Data" + "set"' });
  expect(items[0]).not.toHaveProperty('__raw__label');
});

test('x-ui beside a property says how it is asked for, at any depth', () => {
  const rate = { type: 'number', maximum: 1, 'x-ui': { $formkit: 'range', step: 0.1 } };
  const { items } = formOfSchema({ type: 'object', properties: { optimizer: { type: 'object', properties: { rate } } } });
  expect(JSON.stringify(items)).toContain(
    '{"$formkit":"range","name":"rate","label":"Rate","number":true,"max":1,"step":0.1,"required":false,"validation":[["max",1]]}',
  );
});

test('what no input can fill is left out, and said', () => {
  const node = { type: 'object', properties: { next: { $ref: '#/$defs/Node' } } };
  const env = { type: 'object', additionalProperties: { type: 'string' } };
  const { items, omitted } = formOfSchema({
    type: 'object',
    properties: { env, list: { type: 'array' }, tree: { $ref: '#/$defs/Node' } },
    $defs: { Node: node },
  });
  expect(items.map(({ name }) => name)).toEqual(['tree']);
  expect(omitted).toEqual({ env: 'its names are free', list: 'what it holds has no fields', 'tree.next': 'it holds itself' });
});

test.each([
  ['as prettier has it', ANY_STYLE],
  ['with tabs', [{ printWidth: 100, useTabs: true }]],
])('the forms of all actions are one file, %s, which says what is left out', async (_name, styles) => {
  const plugin = makePlugin({
    'config.yaml': `name: Fruit
code: fruit
actions:
  train: { params: { type: object, properties: { epochs: { type: integer } } }, ui_schema: [{ name: epochs, $formkit: range }] }
  report: { params: { type: object, properties: { env: { type: object } } } }
  nothing: {}
`,
  });
  const { model } = await loadContract(plugin);
  const context: EmitContext = { pluginCode: 'fruit', out: 'generated', ending: '.js', styles: () => styles };
  const pieces = model!.actions.map(async (action) => ({ form: await printForm(action.key, formOf(action), context) }));
  const text = emitUiSchema(await Promise.all(pieces), context);
  expect(await formatOwned('ui-schema.json', text, styles)).toBe(text);
  expect(JSON.parse(text)).toEqual({
    generator: 'actionsmith',
    actions: {
      train: [expect.objectContaining({ $formkit: 'range', name: 'epochs', label: 'Epochs', number: true })],
      report: [],
      nothing: [],
    },
    omitted: { report: { env: 'its names are free' } },
  });
});

test('any schema has a form, the same one each time, and no two of its fields one id', () => {
  fc.assert(
    fc.property(schemaWithValue, fc.boolean(), ({ schema }, asRoot) => {
      const root = asRoot ? schema : { type: 'object', properties: { it: schema, 'a.b': schema, 'a b': schema } };
      const text = JSON.stringify(formOfSchema(root));
      expect(JSON.stringify(formOfSchema(root))).toBe(text);
      const ids = [...text.matchAll(/"id":("(?:[^"\\]|\\.)*")/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }),
    { numRuns: 300 },
  );
});
