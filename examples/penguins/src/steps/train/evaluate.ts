import { EvaluateStepBase, type EvaluateStepContext } from '../../../generated/train/steps.js';
import type { EvaluateOutput } from '../../../generated/train/types.js';
import { readSplit } from '../../files/dataset-folder.js';
import { findPlace } from '../../files/places.js';
import { score } from '../../model/score.js';

/** Scores the model on rows that training has never seen. */
export class EvaluateStep extends EvaluateStepBase {
  override async execute(context: EvaluateStepContext): Promise<EvaluateOutput> {
    const { dataset } = context.outputs.load_dataset;
    const { model } = context.outputs.train;
    const test = await readSplit(findPlace(dataset, 'the dataset is gone'), 'test', model.species);
    const { loss, accuracy } = score(model, test);
    context.setMetrics({ loss, accuracy });
    return { test_loss: loss, test_accuracy: accuracy };
  }
}
