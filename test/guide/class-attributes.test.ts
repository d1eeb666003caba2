/** Guide: Class-Based Actions, BaseAction Class Attributes. */
import { BaseAction, isCompatible, LocalExecutor, ModelWeights, NoOpLogger, NoResult, PluginCategory, YOLODataset } from 'actionsmith';
import { expect, test } from 'vitest';
import { z } from 'zod';

const Params = z.object({ epochs: z.int().default(3) });
const Result = z.object({ weights_path: z.string() });

class TrainAction extends BaseAction<z.output<typeof Params>, z.output<typeof Result>> {
  static override readonly actionName = 'train';
  static override readonly category = PluginCategory.NEURAL_NET;
  static override readonly inputType = YOLODataset;
  static override readonly outputType = ModelWeights;
  static override readonly paramsModel = Params;
  static override readonly resultModel = Result;

  override execute(): z.output<typeof Result> {
    return { weights_path: `weights-${this.params.epochs}.pt` };
  }
}

class EvaluateAction extends BaseAction<unknown, number> {
  static override readonly inputType = 'model_weights';
  static override readonly resultModel = NoResult;
  override execute(): number {
    return 0.9;
  }
}

test('the class says what it is', () => {
  expect([TrainAction.actionName, TrainAction.category]).toEqual(['train', 'neural_net']);
  expect([TrainAction.paramsModel, TrainAction.resultModel]).toEqual([Params, Result]);
  expect([TrainAction.inputType, TrainAction.outputType]).toMatchObject([
    { name: 'yolo_dataset', format: 'yolo' },
    { name: 'model_weights', format: 'weights' },
  ]);
});

test('everything is optional', () => {
  class Bare extends BaseAction {}
  const { actionName, category, inputType, outputType, paramsModel, resultModel, resultValidation } = Bare;
  expect([actionName, category, inputType, outputType, paramsModel, resultModel]).toEqual(Array.from({ length: 6 }));
  expect(resultValidation).toBe('warn');
});

test('the output of one action goes into another that asks for its type, and not the other way round', () => {
  expect(isCompatible(TrainAction.outputType, EvaluateAction.inputType)).toBe(true);
  expect(isCompatible(EvaluateAction.inputType, TrainAction.inputType)).toBe(false);
});

test('params are checked by the params model; without a result model, or with NoResult, any result will do', async () => {
  const executor = new LocalExecutor({ logger: new NoOpLogger() });
  expect(await executor.execute(TrainAction, {})).toEqual({ weights_path: 'weights-3.pt' });
  expect(await executor.execute(EvaluateAction, {})).toBe(0.9);
});
