import { join } from 'node:path';
import { DatasetActionBase, type DatasetResult } from '../../generated/dataset/action.js';
import { makeDataset } from '../files/make-dataset.js';
import { outputPlace } from '../files/places.js';

/** Prepare the dataset: turn the CSV into standardised train, validation and test rows, stratified by species. */
export class DatasetAction extends DatasetActionBase {
  override async execute(): Promise<DatasetResult> {
    const folder = join(this.params.output, 'dataset');
    const { rows, dropped, source, species, splits } = await makeDataset(this.params, folder);
    this.ctx.logMessage(`${rows} of ${rows + dropped} rows of ${source} are used; ${dropped} lack a measurement`);
    this.ctx.logMessage(`the dataset is in ${outputPlace(folder)}`, { context: 'success' });
    const labels = [splits.train, splits.validation, splits.test].flat().map(({ label }) => label);
    return {
      dataset: folder,
      rows,
      dropped_rows: dropped,
      train_rows: splits.train.length,
      validation_rows: splits.validation.length,
      test_rows: splits.test.length,
      species: Object.fromEntries(species.map((name, k) => [name, labels.filter((label) => label === k).length])),
    };
  }
}
