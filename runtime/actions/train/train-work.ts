import type { Model } from '../../../generated/backend/model/types.ts';
import type { Backend } from '../../backend/backend.ts';
import type { Checkpoint, RuntimeContext } from '../../context/runtime-context.ts';
import { fetchDataset, type FetchDatasetOptions } from '../../datasets/fetch-dataset.ts';
import type { LocalDataset } from '../../datasets/local-dataset.ts';
import { fetchModel } from '../../models/fetch-model.ts';
import { cacheFolder } from '../../process/user-folders.ts';
import { trainProgress } from '../progress.ts';
import { type KeptModel, keepModel, keptModelsFolder } from './kept-model.ts';
import { percentOf } from '../percent.ts';
import { type ModelFields, sendModel } from './send-model.ts';

export { dropArchive, forgetKept, unpackKept } from './kept-model.ts';

/** Where work reports, and what may end it: the context of a step, or of the run. */
export type Place = Pick<RuntimeContext, 'signal' | 'setProgress' | 'logMessage'>;

export type DatasetRequest = Pick<FetchDatasetOptions, 'splits' | 'format'> & { readonly id: number };

/* What a training does besides training: a part that loads when it is asked for, also in a job. */

/** Progress `dataset`. Throws BackendError. */
export async function fetch(
  client: Backend,
  { id, splits, format }: DatasetRequest,
  ctx: RuntimeContext,
  place: Place,
): Promise<LocalDataset> {
  const report = percentOf(place, trainProgress.DATASET);
  return fetchDataset(client, id, {
    splits,
    format,
    cache: cacheOf(ctx),
    convert: async (...args) => (await import('../../datasets/convert-dataset.ts')).convertDataset(...args),
    signal: place.signal,
    onProgress: ({ overall }) => report(overall, 1),
    warn: (message) => place.logMessage(message, { context: 'warning' }),
  });
}

/** The first half of progress `model_upload`. Throws ActionsmithError NOT_PACKED. */
export async function keep(path: string, ctx: RuntimeContext, place: Place): Promise<KeptModel> {
  const onProgress = percentOf(place, trainProgress.MODEL_UPLOAD, { from: 0, to: 50 });
  return keepModel(path, keptModelsFolder(ctx.env), { signal: place.signal, onProgress });
}

/** The second half. Throws BackendError MODEL_NOT_UPLOADED. */
export async function send(client: Backend, kept: KeptModel, fields: ModelFields, place: Place): Promise<Model> {
  const onProgress = percentOf(place, trainProgress.MODEL_UPLOAD, { from: 50, to: 100 });
  const model = await sendModel(client, kept, fields, { signal: place.signal, onProgress });
  onProgress(1, 1);
  place.logMessage(`model ${model.id} is in the backend: ${model.name}`, { context: 'success' });
  return model;
}

/** The files of a model, for a training that goes on from it. Throws what `fetchModel` throws. */
export async function fetchBase(client: Backend, id: number, ctx: RuntimeContext, { signal }: Place): Promise<Checkpoint> {
  const { name, path } = await fetchModel(client, id, { cache: cacheOf(ctx), signal });
  return { category: 'base', path, id, name };
}

function cacheOf({ env }: RuntimeContext): string {
  return cacheFolder({ ...process.env, ...env.toObject() });
}
