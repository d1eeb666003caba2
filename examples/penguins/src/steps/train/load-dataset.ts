import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LoadDatasetStepBase, type LoadDatasetStepContext } from '../../../generated/train/steps.js';
import type { LoadDatasetOutput } from '../../../generated/train/types.js';
import { readDatasetCard } from '../../files/dataset-folder.js';
import { makeDataset } from '../../files/make-dataset.js';
import { findPlace, outputPlace } from '../../files/places.js';

/** Takes the prepared dataset, or prepares one from the CSV. */
export class LoadDatasetStep extends LoadDatasetStepBase {
  override async execute(context: LoadDatasetStepContext): Promise<LoadDatasetOutput> {
    const { params } = context;
    const dataset = params.dataset ?? ownRows(params.output);
    if (params.dataset === undefined) {
      const made = await makeDataset(params, dataset);
      context.logMessage(`${made.rows} of ${made.rows + made.dropped} rows of ${made.source} are used; ${made.dropped} lack a measurement`);
    }
    const { rows } = await readDatasetCard(findPlace(dataset, 'run the action dataset first, or leave dataset out'));
    return { dataset, train_rows: rows.train, validation_rows: rows.validation, test_rows: rows.test };
  }

  override async rollback({ params }: LoadDatasetStepContext): Promise<void> {
    if (params.dataset === undefined) await rm(outputPlace(ownRows(params.output)), { recursive: true, force: true });
  }
}

/** Not where the dataset action writes: what is undone here must not be somebody's dataset. */
function ownRows(output: string): string {
  return join(output, 'train-rows');
}
