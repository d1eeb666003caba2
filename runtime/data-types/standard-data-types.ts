import type { DataType } from './data-type.ts';

/* Guide: BaseAction Class Attributes. The kinds of data that pipelines know, each with what it is a kind of. */

export const Dataset: DataType = { name: 'dataset', description: 'Data to train on or to evaluate with, in whatever format.' };
export const DMDataset: DataType = {
  name: 'dm_dataset',
  format: 'dm',
  description: 'A dataset in a format of the data manager.',
  parent: Dataset,
};
export const DMv1Dataset: DataType = {
  name: 'dm_v1_dataset',
  format: 'dm_v1',
  description: 'A dataset in version 1 of the data manager’s format.',
  parent: DMDataset,
};
export const DMv2Dataset: DataType = {
  name: 'dm_v2_dataset',
  format: 'dm_v2',
  description: 'A dataset in version 2 of the data manager’s format.',
  parent: DMDataset,
};
export const YOLODataset: DataType = {
  name: 'yolo_dataset',
  format: 'yolo',
  description: 'Images, one text file of boxes each, and dataset.yaml.',
  parent: Dataset,
};
export const COCODataset: DataType = {
  name: 'coco_dataset',
  format: 'coco',
  description: 'Images and one JSON file of annotations.',
  parent: Dataset,
};
export const PascalVOCDataset: DataType = {
  name: 'pascal_voc_dataset',
  format: 'pascal',
  description: 'Images and one XML file of annotations each.',
  parent: Dataset,
};
export const Model: DataType = { name: 'model', description: 'A trained model, in whatever format.' };
export const ModelWeights: DataType = {
  name: 'model_weights',
  format: 'weights',
  description: 'The weights of a model, as its framework saves them.',
  parent: Model,
};
export const ONNXModel: DataType = {
  name: 'onnx_model',
  format: 'onnx',
  description: 'A model in the Open Neural Network Exchange format.',
  parent: Model,
};
export const TensorRTModel: DataType = {
  name: 'tensorrt_model',
  format: 'tensorrt',
  description: 'An engine of TensorRT, built for one kind of GPU.',
  parent: Model,
};
export const Result: DataType = { name: 'result', description: 'What an action found out.' };
export const TestResults: DataType = {
  name: 'test_results',
  format: 'metrics',
  description: 'How well a model does on a test set.',
  parent: Result,
};
export const InferenceResults: DataType = {
  name: 'inference_results',
  format: 'predictions',
  description: 'What a model predicts for its inputs.',
  parent: Result,
};

/** All of them; a parent stands before its children. */
export const standardDataTypes: readonly DataType[] = [
  Dataset,
  DMDataset,
  DMv1Dataset,
  DMv2Dataset,
  YOLODataset,
  COCODataset,
  PascalVOCDataset,
  Model,
  ModelWeights,
  ONNXModel,
  TensorRTModel,
  Result,
  TestResults,
  InferenceResults,
];
