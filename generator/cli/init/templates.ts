import type { View } from '../../emit/render.ts';
import baseAction from './base/action.ts.hbs';
import baseTest from './base/test.ts.hbs';
import baseConfig from './base/config.yaml.hbs';
import params from './base/params.json.hbs';
import result from './base/result.json.hbs';
import gitignore from './common/gitignore.hbs';
import packageJson from './common/package.json.hbs';
import readme from './common/README.md.hbs';
import tsconfig from './common/tsconfig.json.hbs';
import addTaskDataAction from './add-task-data/action.ts.hbs';
import addTaskDataBoxes from './add-task-data/boxes.csv.hbs';
import addTaskDataConfig from './add-task-data/config.yaml.hbs';
import addTaskDataExample from './add-task-data/example-project.ts.hbs';
import addTaskDataParams from './add-task-data/params.json.hbs';
import addTaskDataReadme from './add-task-data/README.md.hbs';
import addTaskDataTest from './add-task-data/test.ts.hbs';
import datasetAction from './dataset/action.ts.hbs';
import datasetConfig from './dataset/config.yaml.hbs';
import datasetParams from './dataset/params.json.hbs';
import datasetReadme from './dataset/README.md.hbs';
import { PICTURES, SHAPES } from './dataset/shapes.ts';
import datasetTest from './dataset/test.ts.hbs';
import inferenceAction from './inference/action.ts.hbs';
import inferenceCentres from './inference/centres.json.hbs';
import inferenceConfig from './inference/config.yaml.hbs';
import inferenceParams from './inference/params.json.hbs';
import inferenceReadme from './inference/README.md.hbs';
import inferenceResult from './inference/result.json.hbs';
import inferenceTest from './inference/test.ts.hbs';
import stepsAction from './steps/action.ts.hbs';
import stepsConfig from './steps/config.yaml.hbs';
import sortValuesSchema from './steps/sort-values.json.hbs';
import stepsTest from './steps/test.ts.hbs';
import sortValues from './steps/sort-values.ts.hbs';
import summarise from './steps/summarise.ts.hbs';
import trainAction from './train/action.ts.hbs';
import trainConfig from './train/config.yaml.hbs';
import trainParams from './train/params.json.hbs';
import trainReadme from './train/README.md.hbs';
import trainResult from './train/result.json.hbs';
import trainTest from './train/test.ts.hbs';
import uploadAction from './upload/action.ts.hbs';
import uploadCollection from './upload/first-collection.ts.hbs';
import uploadConfig from './upload/config.yaml.hbs';
import uploadMetadata from './upload/metadata.csv.hbs';
import uploadParams from './upload/params.json.hbs';
import uploadReadme from './upload/README.md.hbs';
import uploadTest from './upload/test.ts.hbs';

/** Of a file that is the same in every plugin, what is in it. */
type Template = ((view: View) => string) | string | Uint8Array;

const COMMON: Readonly<Record<string, Template>> = {
  '.gitignore': gitignore,
  'package.json': packageJson,
  'tsconfig.json': tsconfig,
};

const DESCRIBE: Readonly<Record<string, Template>> = {
  ...COMMON,
  'README.md': readme,
  'schemas/describe.params.json': params,
  'schemas/describe.result.json': result,
};

export type TemplateName = 'base' | 'steps' | 'train' | 'inference' | 'dataset' | 'add-task-data' | 'upload';

export interface PluginTemplate {
  /** What runs it, behind `actionsmith run`; `inPlugin` makes a path in the new plugin one from where the user stands. */
  readonly run: (inPlugin: (path: string) => string) => string;
  /** Path in the new plugin → text. */
  readonly files: Readonly<Record<string, Template>>;
}

/** A specialised base adds its template here when it comes. */
export const TEMPLATES: Readonly<Record<TemplateName, PluginTemplate>> = {
  base: {
    run: () => 'describe --values 3,1,4,1,5',
    files: { ...DESCRIBE, 'config.yaml': baseConfig, 'src/actions/describe.ts': baseAction, 'test/describe.test.ts': baseTest },
  },
  steps: {
    run: () => 'describe --values 3,1,4,1,5',
    files: {
      ...DESCRIBE,
      'config.yaml': stepsConfig,
      'schemas/describe.sort-values.json': sortValuesSchema,
      'src/actions/describe.ts': stepsAction,
      'src/steps/describe/sort-values.ts': sortValues,
      'src/steps/describe/summarise.ts': summarise,
      'test/describe.test.ts': stepsTest,
    },
  },
  train: {
    run: () => 'train --epochs 400',
    files: {
      ...COMMON,
      'README.md': trainReadme,
      'config.yaml': trainConfig,
      'schemas/train.params.json': trainParams,
      'schemas/train.result.json': trainResult,
      'src/actions/train.ts': trainAction,
      'test/train.test.ts': trainTest,
    },
  },
  dataset: {
    run: (inPlugin) => `dataset --operation convert --path ${inPlugin('data/shapes')} --target-format yolo`,
    files: {
      ...COMMON,
      'README.md': datasetReadme,
      'config.yaml': datasetConfig,
      ...SHAPES,
      'schemas/dataset.params.json': datasetParams,
      'src/actions/dataset.ts': datasetAction,
      'test/dataset.test.ts': datasetTest,
    },
  },
  'add-task-data': {
    run: (inPlugin) => `add_task_data --file-path ${inPlugin('data/boxes.csv')}`,
    files: {
      ...COMMON,
      'README.md': addTaskDataReadme,
      'config.yaml': addTaskDataConfig,
      'data/0001.png': PICTURES['0001.png'],
      'data/0002.png': PICTURES['0002.png'],
      'data/boxes.csv': addTaskDataBoxes,
      'schemas/add-task-data.params.json': addTaskDataParams,
      'src/actions/add-task-data.ts': addTaskDataAction,
      'src/example-project.ts': addTaskDataExample,
      'test/add-task-data.test.ts': addTaskDataTest,
    },
  },
  upload: {
    run: (inPlugin) => `upload --name pictures --path ${inPlugin('data/pictures')} --excel-metadata-path metadata.csv --data-collection 1`,
    files: {
      ...COMMON,
      'README.md': uploadReadme,
      'config.yaml': uploadConfig,
      'data/pictures/image/0001.png': PICTURES['0001.png'],
      'data/pictures/image/0002.png': PICTURES['0002.png'],
      'data/pictures/label/0001.json': '{ "class": "square", "box": [8, 8, 20, 20] }\n',
      'data/pictures/label/0002.json': '{ "class": "square", "box": [30, 20, 20, 20] }\n',
      'data/pictures/metadata.csv': uploadMetadata,
      'schemas/upload.params.json': uploadParams,
      'src/actions/upload.ts': uploadAction,
      'src/first-collection.ts': uploadCollection,
      'test/upload.test.ts': uploadTest,
    },
  },
  inference: {
    run: (inPlugin) => `infer --model-path ${inPlugin('models/example')} --inputs '[{"point":[2,1]},{"point":[7,9]}]'`,
    files: {
      ...COMMON,
      'README.md': inferenceReadme,
      'config.yaml': inferenceConfig,
      'models/example/centres.json': inferenceCentres,
      'schemas/infer.params.json': inferenceParams,
      'schemas/infer.result.json': inferenceResult,
      'src/actions/infer.ts': inferenceAction,
      'test/infer.test.ts': inferenceTest,
    },
  },
};
