import { expect, test } from 'vitest';
import { contractHash } from '../../../generator/model/contract-hash.ts';

const params = {
  type: 'object',
  properties: { epochs: { type: 'integer', minimum: 1, default: 10, description: 'How often' } },
  required: ['epochs'],
};

const hash = (schema: object, steps: string[] = []) =>
  contractHash({
    params: schema as never,
    result: undefined,
    steps: steps.map((name) => ({ name, needs: [], skippable: false, output: undefined })),
  });

test('a typo fixed in a description changes nothing, and neither does the order of keys', () => {
  const reworded = {
    required: ['epochs'],
    properties: { epochs: { ...params.properties.epochs, description: 'How many times', title: 'Epochs' } },
    type: 'object',
  };
  expect(hash(reworded)).toBe(hash(params));
});

test.each([
  ['a bound', { ...params, properties: { epochs: { type: 'integer', minimum: 2, default: 10 } } }],
  ['a default', { ...params, properties: { epochs: { type: 'integer', minimum: 1, default: 11 } } }],
  ['a name', { ...params, properties: { epoch: params.properties.epochs } }],
  ['what is required', { ...params, required: [] }],
  ['a property that is called description', { ...params, properties: { ...params.properties, description: { type: 'string' } } }],
])('a change of %s is a change of the contract', (_, changed) => {
  expect(hash(changed)).not.toBe(hash(params));
});

test('a step more is a change of the contract', () => {
  expect(hash(params, ['load'])).not.toBe(hash(params, ['load', 'train']));
});
