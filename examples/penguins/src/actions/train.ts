import { TrainActionBase, type TrainResult } from '../../generated/train/action.js';
import type { TrainContext, TrainSteps } from '../../generated/train/steps.js';
import { EvaluateStep } from '../steps/train/evaluate.js';
import { LoadDatasetStep } from '../steps/train/load-dataset.js';
import { SaveModelStep } from '../steps/train/save-model.js';
import { TrainStep } from '../steps/train/train.js';

/** Train the model: fit a softmax regression with mini-batches and early stopping. */
export class TrainAction extends TrainActionBase {
  protected override createSteps(): TrainSteps {
    return {
      load_dataset: new LoadDatasetStep(),
      train: new TrainStep(),
      evaluate: new EvaluateStep(),
      save_model: new SaveModelStep(),
    };
  }

  override collectResult({ outputs }: TrainContext): TrainResult {
    const { test_rows } = outputs.load_dataset;
    return { ...outputs.save_model, ...outputs.train, ...outputs.evaluate, test_rows };
  }
}
