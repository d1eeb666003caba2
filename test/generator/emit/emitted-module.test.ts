import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { printTypes } from '../../../generator/emit/types/index.ts';
import { printValidators } from '../../../generator/emit/validators/index.ts';
import { modelTypes } from '../../../generator/model/types/index.ts';
import { compileTypes } from '../../support/compile-types.ts';
import { bundleOf } from '../../support/schemas.ts';

const SCHEMA = {
  type: 'object',
  required: ['dataset'],
  properties: {
    dataset: { type: 'integer' },
    epochs: { type: 'integer', default: 10 },
    augmentations: { type: 'array', items: { enum: ['flip', 'rotate'] } },
    optimizer: { oneOf: [{ $ref: '#/$defs/Sgd' }, { $ref: '#/$defs/Adam' }] },
  },
  $defs: {
    Sgd: {
      type: 'object',
      properties: { kind: { const: 'sgd' }, momentum: { type: 'number' } },
      required: ['kind', 'momentum'],
      additionalProperties: false,
    },
    Adam: { type: 'object', properties: { kind: { const: 'adam' } }, required: ['kind'], additionalProperties: false },
  },
};

const USE = `
import { checkTrainParams } from './validators.ts';
import type { TrainParams, TrainParamsInput } from './types.ts';

export const input: TrainParamsInput = { dataset: 1, augmentations: ['flip'], optimizer: { kind: 'adam' } };
const result = checkTrainParams.check(input);
if (result.ok) {
  const params: TrainParams = result.value;
  export_(params.epochs.toFixed(), params.optimizer?.kind === 'sgd' ? params.optimizer.momentum : 0);
}
declare function export_(epochs: string, momentum: number): void;
// @ts-expect-error a field that the contract does not have
export const typo: TrainParamsInput = { dataset: 1, epoch: 3 };
// @ts-expect-error a value that the contract does not have
export const wrong: TrainParamsInput = { dataset: 1, augmentations: ['rotat'] };
// @ts-expect-error after defaults, epochs is there
export const missing: TrainParams = { dataset: 1 };
`;

test('emitted types and validators compile under the strictest flags, and say no where an author errs', async () => {
  const { bundle, root } = bundleOf({ 'train.json': SCHEMA });
  const types = modelTypes(bundle, [
    { name: 'TrainParamsInput', root: root('train.json'), direction: 'input', closeRoot: true },
    { name: 'TrainParams', root: root('train.json'), direction: 'output', closeRoot: true },
  ]);
  const validator = {
    exportName: 'checkTrainParams',
    typeName: 'TrainParams',
    inputTypeName: 'TrainParamsInput',
    root: root('train.json'),
    closeRoot: true,
  };
  const { code } = printValidators(bundle, [validator], { typesModule: './types.ts', runtimeModule: 'actionsmith/codegen/v1' });
  const runtime = fileURLToPath(new URL('../../../runtime/codegen/compiled/validators.ts', import.meta.url));
  const errors = await compileTypes(
    { 'types.ts': printTypes(types), 'validators.ts': code, 'use.ts': USE },
    { 'actionsmith/codegen/v1': [runtime] },
  );
  expect(errors).toEqual([]);
});
