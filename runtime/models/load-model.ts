import { constants } from 'node:fs';
import { cp } from 'node:fs/promises';
import type { Model } from '../../generated/backend/model/types.ts';
import { placeFolder } from '../archives/place-folder.ts';
import type { Backend } from '../backend/backend.ts';
import type { RuntimeContext } from '../context/runtime-context.ts';
import { cacheFolder } from '../process/user-folders.ts';
import { fetchModel, type FetchModelOptions } from './fetch-model.ts';
import type { ModelFiles } from './model-files.ts';
import { openLocalModel } from './open-local-model.ts';

/* Models on this machine: a part that loads when a run asks for a model, also in a job. */

/** What is known of a model, and where its files are. One of this machine has a name, and no id. */
export type LoadedModel = ModelFiles & Pick<Model, 'name'> & Partial<Pick<Model, OfBackend>>;
type OfBackend = 'id' | 'plugin' | 'version' | 'checkpoint' | 'configuration' | 'description' | 'checksum' | 'size';

/** What a run knows that wants a model. */
export interface ModelRun {
  readonly ctx: RuntimeContext;
  readonly client: () => Backend;
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress: (part: number) => void;
}

/** By the id in the backend, or a path of this machine. */
export async function loadModel(source: number | string, run: ModelRun): Promise<LoadedModel> {
  const options = optionsOf(run);
  options.onProgress?.(0);
  return typeof source === 'number' ? fetchModel(run.client(), source, options) : openLocalModel(source, options);
}

/** A copy of the author's own, in a folder that is not there yet, or empty. */
export async function copyModel(id: number, folder: string, run: ModelRun): Promise<string> {
  const { path } = await fetchModel(run.client(), id, optionsOf(run));
  await placeFolder(folder, (copy) => cp(path, copy, { recursive: true, mode: constants.COPYFILE_FICLONE }));
  return folder;
}

function optionsOf({ ctx, signal, onProgress }: ModelRun): FetchModelOptions {
  const cache = cacheFolder({ ...process.env, ...ctx.env.toObject() });
  return { cache, signal, onProgress };
}
