import * as v1 from 'actionsmith/codegen/v1';
import { expect, test } from 'vitest';

test('what generated code may import is never taken away', () => {
  expect(Object.keys(v1)).toEqual(expect.arrayContaining(FROZEN));
});

/** Names are added at the end, never removed: code that was committed years ago imports them. */
const FROZEN = [
  'ActionRegistry',
  'AddTaskDataAction',
  'BaseAction',
  'BaseDeploymentAction',
  'BaseExportAction',
  'BaseInferenceAction',
  'BaseStep',
  'BaseTrainAction',
  'BaseUploadAction',
  'DatasetAction',
  'StepContext',
  'StepRegistry',
  'StepResult',
  'bindAction',
  'createValidator',
  'lazyValidator',
  'unfilled',
  'celEqual',
  'celExistsOne',
  'celHas',
  'celIn',
  'celSize',
  'refineValidator',
  'zodEvaluation',
  'zodItems',
  'zodProperties',
  'zodRules',
];
