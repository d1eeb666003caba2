import {
  COCODataset,
  Dataset,
  type DataType,
  defineDataType,
  DMDataset,
  DMv2Dataset,
  isCompatible,
  Model,
  ModelWeights,
  YOLODataset,
} from 'actionsmith';
import { describe, expect, test } from 'vitest';
import { standardDataTypes } from '../../runtime/data-types/standard-data-types.ts';

const fruit = defineDataType({ name: 'fruit_dataset', parent: YOLODataset });

describe('what one action gives goes into another', () => {
  test.each<[DataType | string, DataType | string, boolean]>([
    [YOLODataset, YOLODataset, true],
    [YOLODataset, Dataset, true],
    [DMv2Dataset, DMDataset, true],
    [DMv2Dataset, Dataset, true],
    ['yolo_dataset', 'dataset', true],
    [fruit, YOLODataset, true],
    [fruit, 'dataset', true],
    [Dataset, YOLODataset, false],
    [DMDataset, DMv2Dataset, false],
    [COCODataset, YOLODataset, false],
    [ModelWeights, Dataset, false],
    [YOLODataset, fruit, false],
    [Model, 'model_weights', false],
    ['somebody_elses', 'somebody_elses', true],
    ['somebody_elses', 'dataset', false],
  ])('%o into %o: %s', (output, input, fits) => {
    expect(isCompatible(output, input)).toBe(fits);
  });
});

test('of two standard types, only one that extends the other fits, and never both ways', () => {
  const pairs = standardDataTypes.flatMap((a) => standardDataTypes.map((b) => [a, b] as const)).filter(([a, b]) => a !== b);
  const fitting = pairs.filter(([a, b]) => isCompatible(a, b)).map(([a, b]) => `${a.name} > ${b.name}`);
  expect(fitting).toEqual([
    'dm_dataset > dataset',
    'dm_v1_dataset > dataset',
    'dm_v1_dataset > dm_dataset',
    'dm_v2_dataset > dataset',
    'dm_v2_dataset > dm_dataset',
    'yolo_dataset > dataset',
    'coco_dataset > dataset',
    'pascal_voc_dataset > dataset',
    'model_weights > model',
    'onnx_model > model',
    'tensorrt_model > model',
    'test_results > result',
    'inference_results > result',
  ]);
});

test('an action that leaves its type open promises and refuses nothing', () => {
  expect([isCompatible(undefined, YOLODataset), isCompatible(YOLODataset, undefined), isCompatible(null, null)]).toEqual([
    true,
    true,
    true,
  ]);
});

test('types that extend each other in a circle end', () => {
  const a: { name: string; parent?: DataType } = { name: 'a' };
  a.parent = { name: 'b', parent: a };
  expect([isCompatible(a, 'b'), isCompatible(a, 'c')]).toEqual([true, false]);
});

test.each([
  [{ name: 'Fruit Dataset' }, 'the name of a data type is like yolo_dataset (got "Fruit Dataset")'],
  [{ name: 'dataset' }, 'dataset is a standard data type already'],
  [{ name: 'fruit', parent: 'yolo_datset' }, 'fruit extends "yolo_datset", which is no standard data type; did you mean "yolo_dataset"?'],
])('%j is no type of one’s own', (type, message) => {
  expect(() => defineDataType(type)).toThrow(message);
});
