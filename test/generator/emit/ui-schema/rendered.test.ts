// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { formOfSchema } from '../../../support/form-of-schema.ts';
import { renderForm } from '../../../support/render-form.ts';
import { sentences, validatorOf } from '../../../support/schemas.ts';
import type { JsonSchema } from '../../../../generator/model/schema/index.ts';

/** Fills a form of FormKit, sends it, and returns what arrived, which the validator must take. */
async function send(schema: JsonSchema, values: Readonly<Record<string, unknown>>): Promise<unknown> {
  const form = await renderForm(formOfSchema(schema).items);
  for (const [name, value] of Object.entries(values)) await form.fill(name, value);
  const sent = await form.submit();
  expect(form.messages()).toEqual([]);
  expect(sentences(await validatorOf(schema, { closeRoot: true }), structuredClone(sent))).toEqual([]);
  return sent;
}

/** What the form says about a value, before anything is sent. */
async function refusals(schema: JsonSchema, values: Readonly<Record<string, unknown>>): Promise<string[]> {
  const form = await renderForm(formOfSchema(schema).items);
  for (const [name, value] of Object.entries(values)) await form.fill(name, value);
  expect(await form.submit()).toBeUndefined();
  return form.messages();
}

const TRAIN = {
  type: 'object',
  required: ['dataset', 'optimizer'],
  properties: {
    dataset: { type: 'integer', minimum: 1, title: 'Dataset' },
    epochs: { type: 'integer', minimum: 1, maximum: 1000, default: 10, description: 'Passes over the data' },
    rate: { type: 'number', exclusiveMinimum: 0, maximum: 1, default: 0.01 },
    optimizer: { enum: ['sgd', 'adam'] },
    augmentations: { type: 'array', items: { enum: ['flip', 'rotate', 'crop'] }, uniqueItems: true },
    code: { type: 'string', pattern: '^[a-z]+$', minLength: 2, maxLength: 5 },
    notify: { type: 'string', format: 'email' },
    shuffle: { type: 'boolean' },
  },
};

test('what a form sends is what was filled in, with the defaults, and its types', async () => {
  const values = { dataset: '7', optimizer: 'adam', augmentations: ['flip', 'crop'], code: 'abc', notify: 'a@example.org', shuffle: true };
  expect(await send(TRAIN, values)).toEqual({ ...values, dataset: 7, epochs: 10, rate: 0.01 });
  expect(await send(TRAIN, { dataset: 1, optimizer: 'sgd' })).toEqual({
    dataset: 1,
    epochs: 10,
    rate: 0.01,
    optimizer: 'sgd',
    augmentations: [],
  });
});

test('what does not fit is refused before it is sent', async () => {
  const good = { dataset: 1, optimizer: 'sgd' };
  const cases: [Record<string, unknown>, string][] = [
    [{ optimizer: 'sgd' }, 'Dataset is required.'],
    [{ dataset: 1 }, 'Optimizer is required.'],
    [{ ...good, dataset: 1.5 }, 'This must be a whole number.'],
    [{ ...good, dataset: 0 }, 'Dataset must be at least 1.'],
    [{ ...good, epochs: 1001 }, 'Epochs must be no more than 1000.'],
    [{ ...good, rate: 0 }, '“0” is not an allowed Rate.'],
    [{ ...good, code: 'ABC' }, 'This must match ^[a-z]+$'],
    [{ ...good, code: 'abcdef' }, 'Code must be between 2 and 5 characters.'],
    [{ ...good, notify: 'nobody' }, 'Please enter a valid email address.'],
  ];
  for (const [values, message] of cases) expect(await refusals(TRAIN, values)).toEqual([message]);
});

test('groups within groups, lists of values and lists of groups', async () => {
  const schema = {
    type: 'object',
    required: ['model', 'layers', 'tags'],
    properties: {
      model: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, size: { type: 'object', properties: { width: { type: 'integer', default: 8 } } } },
      },
      tags: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 3 },
      layers: { type: 'array', items: { $ref: '#/$defs/Layer' }, default: [{ units: 4 }] },
      box: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'integer' }], minItems: 2, items: false },
      retry: { type: 'object', required: ['attempts'], properties: { attempts: { type: 'integer' } } },
      grid: { type: 'array', items: { type: 'array', items: { type: 'number' } } },
    },
    $defs: {
      Layer: {
        type: 'object',
        required: ['units'],
        properties: { units: { type: 'integer' }, act: { enum: ['relu', 'tanh'] }, drops: { type: 'array', items: { type: 'number' } } },
      },
    },
  };
  const values = {
    'model.name': 'net',
    tags_count: 2,
    'tags.0': 'a',
    'tags.1': 'b',
    layers_count: 2,
    'layers.1.units': 5,
    'layers.1.act': 'relu',
    'layers.1.drops_count': 1,
    'layers.1.drops.0': 0.5,
    box_given: true,
    'box.0': 1,
    'box.1': 2,
    grid_count: 2,
    'grid.1.item_count': 1,
    'grid.1.0': 9,
  };
  expect(await send(schema, values)).toEqual({
    model: { name: 'net', size: { width: 8 } },
    tags: ['a', 'b'],
    layers: [
      { units: 4, drops: [] },
      { units: 5, act: 'relu', drops: [0.5] },
    ],
    box: [1, 2],
    grid: [[], [9]],
  });
});

test('fields that are there only when others say so', async () => {
  const schema = {
    type: 'object',
    required: ['mode'],
    properties: { mode: { enum: ['fast', 'exact'] }, token: { type: 'string' }, user: { type: 'string' } },
    if: { properties: { mode: { const: 'exact' } }, required: ['mode'] },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: { properties: { tolerance: { type: 'number' } }, required: ['tolerance'] },
    else: { properties: { budget: { type: 'integer' } } },
    dependentRequired: { token: ['user'] },
    dependentSchemas: { user: { properties: { realm: { type: 'string' } } } },
  };
  const form = await renderForm(formOfSchema(schema).items);
  expect(form.labels()).toEqual(['Mode', 'Token', 'User', 'Budget']);
  await form.fill('mode', 'exact');
  expect(form.labels()).toEqual(['Mode', 'Token', 'User', 'Tolerance']);
  await form.fill('token', 'x');
  expect(await form.submit()).toBeUndefined();
  expect(form.messages()).toEqual(['User is required.', 'Tolerance is required.']);
  await form.fill('user', 'me');
  expect(form.labels()).toEqual(['Mode', 'Token', 'User', 'Tolerance', 'Realm']);
  await form.fill('tolerance', 0.5);
  expect(await form.submit()).toEqual({ mode: 'exact', token: 'x', user: 'me', tolerance: 0.5 });
});

const shape = (kind: string, properties: object) => ({
  title: `The ${kind}`,
  properties: { kind: { const: kind }, ...properties },
  required: ['kind', ...Object.keys(properties)],
});

test('one of several shapes, told apart by a property', async () => {
  const schema = {
    type: 'object',
    required: ['source'],
    properties: {
      source: {
        type: 'object',
        oneOf: [shape('file', { path: { type: 'string' } }), shape('table', { query: { type: 'string' }, path: { type: 'integer' } })],
      },
    },
  };
  expect(await send(schema, { 'source.kind': 'file', 'source.path': 'a.csv' })).toEqual({ source: { kind: 'file', path: 'a.csv' } });
  expect(await send(schema, { 'source.kind': 'table', 'source.query': 'q', 'source.path': '3' })).toEqual({
    source: { kind: 'table', query: 'q', path: 3 },
  });
});

test('one of several kinds of value: which one is asked', async () => {
  const schema = {
    type: 'object',
    required: ['size'],
    properties: {
      size: { oneOf: [{ type: 'integer' }, { type: 'object', required: ['w'], properties: { w: { type: 'integer' } } }] },
      limit: { anyOf: [{ type: 'number' }, { type: 'null' }] },
    },
  };
  expect(await send(schema, { size: 3 })).toEqual({ size: 3 });
  expect(await send(schema, { size_kind: 1, 'size.w': 4, limit: 2 })).toEqual({ size: { w: 4 }, limit: 2 });
});

test('a secret is typed unseen, and never shown', async () => {
  const schema = {
    type: 'object',
    properties: {
      password: { type: 'string', format: 'password', default: 'hunter2', examples: ['hunter3'] },
      hub: {
        type: 'object',
        writeOnly: true,
        default: { token: 'hunter4' },
        properties: { token: { type: 'string', default: 'hunter5' } },
      },
    },
  };
  const { items } = formOfSchema(schema);
  expect(JSON.stringify(items)).not.toContain('hunter');
  const form = await renderForm(items);
  expect([form.input('password')?.type, form.input('token')?.type]).toEqual(['password', 'password']);
  await form.fill('hub.token', 'mine');
  expect(await form.submit()).toEqual({ hub: { token: 'mine' } });
});

test('texts of a contract are texts, whatever FormKit would make of them', async () => {
  const evil = '$get("x").value || <b>1</b>';
  const schema = {
    type: 'object',
    required: [evil],
    properties: {
      [evil]: { type: 'string', title: evil, description: evil, default: evil },
      group: { type: 'object', title: '$reset', description: '$slots.default', properties: { a: { enum: [evil, '$x', 'b'] } } },
      list: { type: 'array', title: '$value', items: { type: 'string' }, default: ['$node.name'] },
    },
  };
  const form = await renderForm(formOfSchema(schema).items);
  expect(await form.submit()).toEqual({ [evil]: evil, group: {}, list: ['$node.name'] });
  expect(form.elements('b')).toBe(0);
  expect(form.labels()).toEqual([evil, '$reset', 'A', 'Number of $value', '$value']);
});
