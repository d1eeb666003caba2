import { BaseAction, LocalExecutor, NoOpLogger } from 'actionsmith';
import {
  BaseTrainParams,
  type BaseTrainParamsInput,
  ExportResult,
  InferenceResult,
  TrainResult,
  type TrainResultInput,
  UploadResult,
} from 'actionsmith/schemas';
import { readdirSync } from 'node:fs';
import { expect, expectTypeOf, test } from 'vitest';
import * as schemas from '../../runtime/schemas/index.ts';

class Train extends BaseAction<BaseTrainParams, TrainResultInput> {
  static override readonly paramsModel: typeof BaseTrainParams = BaseTrainParams;
  static override readonly resultModel: typeof TrainResult = TrainResult;
  override execute(): TrainResultInput {
    return { weights_path: 'weights.pt', final_epoch: this.params.is_tune ? 0 : 10 };
  }
}

test('a standard schema checks the params or the result of an action, under one name for the schema and its type', async () => {
  const result = await new LocalExecutor({ logger: new NoOpLogger() }).execute(Train, {});
  expect(result).toEqual({ weights_path: 'weights.pt', final_epoch: 10, train_metrics: {}, val_metrics: {} });
  expectTypeOf<BaseTrainParamsInput['is_tune']>().toEqualTypeOf<boolean | undefined>();
  expectTypeOf<BaseTrainParams['is_tune']>().toEqualTypeOf<boolean>();
});

test.each([
  { schema: TrainResult, value: { weights_path: 'w.pt' }, message: 'is required', path: ['final_epoch'] },
  { schema: InferenceResult, value: { predictions: [1] }, message: 'must be an object (got 1)', path: ['predictions', 0] },
  { schema: UploadResult, value: { uploaded_count: -1 }, message: 'must be >= 0 (got -1)', path: ['uploaded_count'] },
  { schema: ExportResult, value: { output_path: 'x', exported_count: 1 }, message: 'is required', path: ['format'] },
])('$schema.name refuses $value', ({ schema, value, message, path }) => {
  expect(schema.check(value)).toMatchObject({ ok: false, issues: [{ path, message }] });
});

test('every base schema that ships is exported', () => {
  expect(Object.values(schemas)).toHaveLength(readdirSync('schemas/base').length);
});
