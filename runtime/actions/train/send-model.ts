import { basename } from 'node:path';
import type { Model } from '../../../generated/backend/model/types.ts';
import type { ModelCreate } from '../../../generated/backend/model-create/types.ts';
import type { Backend, UploadOptions } from '../../backend/backend.ts';
import { isBackendHttpError } from '../../backend/errors/http-errors.ts';
import { isActionsmithError } from '../../errors/actionsmith-error.ts';
import { BackendError } from '../../errors/backend-error.ts';
import { findKept, type KeptModel, readUpload, writeUpload } from './kept-model.ts';

/** What a model is called, and what else the backend knows of it. */
export type ModelFields = Omit<ModelCreate, 'chunked_upload'>;

export type SendOptions = Pick<UploadOptions, 'signal' | 'onProgress'>;

/**
 * Makes a model of a kept archive, once however often it is asked for. Throws BackendError MODEL_NOT_UPLOADED with the place of the archive, MODEL_GONE, or
 * the signal's reason. The archive stays.
 */
export async function sendModel(backend: Backend, kept: KeptModel, fields: ModelFields, options: SendOptions): Promise<Model> {
  try {
    return (await takeUp(backend, kept, fields, options)) ?? (await send(backend, kept, fields, options));
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!isActionsmithError(error) || error.code === 'MODEL_GONE') throw error;
    const { retryable } = error;
    const message = `model ${JSON.stringify(fields.name)} was not uploaded: ${error.message}; it is kept in ${kept.archive}`;
    throw new BackendError(message, { code: 'MODEL_NOT_UPLOADED', cause: error, retryable, details: { archive: kept.archive } });
  }
}

/** The model of an upload that an earlier attempt has completed; undefined where there is none, or none that the backend can use. */
async function takeUp(backend: Backend, kept: KeptModel, fields: ModelFields, { signal }: SendOptions): Promise<Model | undefined> {
  const upload = await readUpload(kept);
  if (upload === undefined) return undefined;
  try {
    return await backend.models.create({ ...fields, chunked_upload: upload }, { signal });
  } catch (error) {
    if (isBackendHttpError(error, 400) || isBackendHttpError(error, 409)) return undefined; // it is gone, or was used for something else
    throw error;
  }
}

async function send(backend: Backend, kept: KeptModel, fields: ModelFields, options: SendOptions): Promise<Model> {
  findKept(kept);
  const { id } = await backend.upload(kept.archive, { ...options, filename: basename(kept.archive) });
  await writeUpload(kept, id);
  return backend.models.create({ ...fields, chunked_upload: id }, { signal: options.signal });
}
