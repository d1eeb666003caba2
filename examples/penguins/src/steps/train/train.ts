import { setTimeout as pause } from 'node:timers/promises';
import { TrainStepBase, type TrainStepContext } from '../../../generated/train/steps.js';
import type { TrainStepOutput } from '../../../generated/train/types.js';
import { readDatasetCard, readSplit } from '../../files/dataset-folder.js';
import { findPlace } from '../../files/places.js';
import { type Epoch, trainEpochs } from '../../model/train-epochs.js';

/** Fits the model, and keeps the best one on the validation rows. */
export class TrainStep extends TrainStepBase {
  override async execute(context: TrainStepContext): Promise<TrainStepOutput> {
    const { params, outputs, signal } = context;
    const folder = findPlace(outputs.load_dataset.dataset, 'the dataset is gone');
    const { features, species, mean, deviation } = await readDatasetCard(folder);
    const train = await readSplit(folder, 'train', species);
    const validation = await readSplit(folder, 'validation', species);
    let last: Epoch | undefined;
    for (const epoch of trainEpochs(train, validation, species.length, params)) {
      last = epoch;
      context.setMetrics({ loss: epoch.loss, accuracy: epoch.accuracy });
      context.setProgress(epoch.epoch, params.epochs);
      await pause(params.pause_ms, undefined, { signal }); // also lets a timeout or Ctrl-C in
    }
    const { best, epoch, stoppedEarly } = last!; // epochs is at least 1
    return {
      model: { features, species, mean, deviation, ...best.coefficients },
      final_loss: best.loss,
      epochs_completed: epoch,
      stopped_early: stoppedEarly,
    };
  }
}
