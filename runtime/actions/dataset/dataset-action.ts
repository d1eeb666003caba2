import { BaseAction } from '../../action/base-action.ts';
import type { Backend } from '../../backend/backend.ts';
import { DatasetParams, type DatasetResult } from '../../schemas/dataset.ts';
import type { StandardSchemaV1 } from '../../validation/standard-schema.ts';
import { clientOf } from '../client-of.ts';
import { datasetProgress } from '../progress.ts';
import type { ConversionRequest, DatasetRequest, DatasetRun } from './dataset-work.ts';

/**
 * Guide: DatasetAction. Downloads a dataset of the backend, or converts one: as it is, or as what your own action begins with. Its results are in the cache,
 * shared by all runs that ask for the same: read them, and write elsewhere. A run that is killed goes on where it was when it is repeated.
 */
export class DatasetAction<P = DatasetParams, R = DatasetResult> extends BaseAction<P, R> {
  static override readonly paramsModel: StandardSchemaV1 | undefined = DatasetParams;

  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...datasetProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof datasetProgress = datasetProgress;

  /** The backend. Throws BackendError NO_BACKEND where the run has none. */
  get client(): Backend {
    return clientOf(this.ctx);
  }

  /** What `params.operation` says. Throws BackendError, ConversionError. */
  override execute(): R | Promise<R> {
    const { operation } = this.params as Partial<DatasetParams>;
    return (operation === 'convert' ? this.convertDataset() : this.downloadDataset()) as Promise<R>;
  }

  /** The dataset of the backend in a folder of this machine; each option is by default what the params say. Reports `dataset_download`. Throws BackendError. */
  async downloadDataset(request: DatasetRequest = {}): Promise<DatasetResult> {
    const { downloadDataset } = await import('./dataset-work.ts');
    return downloadDataset({ ...this.#request(), ...request }, this.#run());
  }

  /**
   * A dataset in another format: the one of the backend, or what `path` names; each option is by default what the params say. Reports `dataset_conversion`, and
   * `dataset_download` before it. What the format cannot hold is counted in the result and told in its audit. Throws ConversionError, BackendError.
   */
  async convertDataset(request: ConversionRequest = {}): Promise<DatasetResult> {
    const { convertDataset } = await import('./dataset-work.ts');
    return convertDataset({ ...this.#request(), ...request }, this.#run());
  }

  #request(): ConversionRequest {
    const { dataset, splits, path, source_format, target_format, dm_version, output_dir, is_categorized } = this
      .params as Partial<DatasetParams>;
    const sourceFormat = source_format === 'dm_v2' && dm_version === 'v1' ? 'dm_v1' : source_format;
    return { dataset, splits, path, sourceFormat, targetFormat: target_format, outputDir: output_dir, isCategorized: is_categorized };
  }

  #run(): DatasetRun {
    return { ctx: this.ctx, client: () => this.client };
  }
}
