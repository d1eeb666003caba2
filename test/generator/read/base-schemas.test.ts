import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { baseSchemaNames, baseSchemaPath, loadBaseSchema } from '../../../generator/read/base-schemas.ts';
import { SchemaFiles } from '../../../generator/read/schema-files.ts';
import { checkSchema, SchemaBundle, type JsonSchema } from '../../../generator/model/schema/index.ts';
import { formatIssue, type Validator } from '../../../runtime/validation/index.ts';
import { generate } from '../../../generator/index.ts';
import { makePlugin } from '../../support/make-plugin.ts';
import { runValidators } from '../../support/schemas.ts';

function bundle(): SchemaBundle {
  const files = new SchemaFiles('/nowhere');
  return new SchemaBundle({ load: (uri) => files.load(uri) });
}

async function validatorOf(schema: JsonSchema, closeRoot = true): Promise<Validator> {
  const root = { uri: 'file:///nowhere/config.yaml', pointer: '', schema };
  const schemas = bundle();
  schemas.add(root);
  const { check } = await runValidators(schemas, [{ exportName: 'check', typeName: 'Params', root, closeRoot }]);
  return check!;
}

const sentences = (validator: Validator, value: unknown): string[] => {
  const result = validator.check(value);
  return result.ok ? [] : result.issues.map((issue) => formatIssue(issue, 'params'));
};

const TRAIN: JsonSchema = {
  allOf: [{ $ref: 'actionsmith:train.params' }],
  required: ['dataset'],
  properties: { epochs: { type: 'integer', minimum: 1, default: 100 } },
};

test('every base schema of the design is there', () => {
  expect(baseSchemaNames()).toEqual([
    'add-task-data.params',
    'add-task-data.result',
    'dataset.params',
    'dataset.result',
    'deployment.params',
    'export.params',
    'export.result',
    'inference.params',
    'inference.result',
    'train.params',
    'train.result',
    'upload.params',
    'upload.result',
  ]);
});

test.each(baseSchemaNames())('%s is a sound schema, and named by its $id', (name) => {
  const uri = `actionsmith:${name}`;
  const schema = loadBaseSchema(baseSchemaPath(uri)!) as { $id: string };
  expect(schema.$id).toBe(uri);
  expect(checkSchema(bundle(), { uri, pointer: '', schema }, { strictness: 'contract' })).toEqual([]);
});

test('a name that no base schema has is no file, however it is written', () => {
  expect(baseSchemaPath('actionsmith:nothing')).toBeUndefined();
  expect(baseSchemaPath('actionsmith:../plugin-config')).toBeUndefined();
  expect(baseSchemaPath('file:///train.params')).toBeUndefined();
});

describe('params that extend a base', () => {
  test('have the fields and the defaults of both', async () => {
    const validator = await validatorOf(TRAIN);
    expect(validator.check({ dataset: 7 })).toEqual({ ok: true, value: { dataset: 7, epochs: 100, is_tune: false } });
    expect(sentences(validator, { dataset: 0, epochs: 0 })).toEqual([
      'params.dataset must be >= 1 (got 0)',
      'params.epochs must be >= 1 (got 0)',
    ]);
  });

  test('refuse a name that neither knows, and suggest one of either', async () => {
    const validator = await validatorOf(TRAIN);
    expect(sentences(validator, { dataset: 1, epoch: 2 })).toEqual(['params.epoch is not a known field; did you mean "epochs"?']);
    expect(sentences(validator, { dataset: 1, checkpont: 2 })).toEqual([
      'params.checkpont is not a known field; did you mean "checkpoint"?',
    ]);
  });

  test('are one closed type, so that the compiler knows every field', async () => {
    const config = { name: 'Fruit', code: 'fruit', actions: { train: { params: TRAIN } } };
    const { files } = await generate({ plugin: makePlugin({ 'config.yaml': JSON.stringify(config) }), write: false });
    const types = files.get('generated/train/types.ts')!.replaceAll(/\s*\/\*\*.*?\*\//gs, '');
    expect(types).toContain(`export interface TrainParams {
  epochs: number;
  dataset: number;
  splits?: {
    [key: string]: {
      [key: string]: unknown;
    };
  };
  checkpoint?: number;
  is_tune: boolean;
  hyperparameters?: {
    [key: string]: unknown;
  }[];
}`);
  });
});

test('an upload needs a path, or assets when it has several', async () => {
  const validator = await validatorOf({ $ref: 'actionsmith:upload.params' });
  const upload = { name: 'a', storage: 1, data_collection: 2 };
  expect(sentences(validator, { ...upload, path: '/data' })).toEqual([]);
  expect(sentences(validator, { ...upload, use_single_path: false, assets: { images: { path: '/data' } } })).toEqual([]);
  expect(sentences(validator, upload)).toHaveLength(1);
  expect(sentences(validator, { ...upload, use_single_path: false, path: '/data' })).toHaveLength(1);
});

test('the package ships them', () => {
  const { files, exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: string[]; exports: Record<string, string> };
  expect(files).toContain('schemas');
  expect(exports['./schemas/*']).toBe('./schemas/*');
});
