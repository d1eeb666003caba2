import { readFile } from 'node:fs/promises';
import { checkModel, type Model } from '../model/model.js';
import { findPlace } from './places.js';
import { writeText } from './write-text.js';

/** The model of the params: itself, or in the file that train wrote. Throws where neither is a model. */
export async function loadModel(params: { readonly model?: Model; readonly weights_path: string }): Promise<Model> {
  if (params.model !== undefined) return checkModel(params.model);
  const path = findPlace(params.weights_path, 'run the action train first, or give weights_path or model');
  try {
    return checkModel(JSON.parse(await readFile(path, 'utf8')) as Model);
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

export async function saveModel(path: string, model: Model): Promise<void> {
  await writeText(path, `${JSON.stringify(model, null, 2)}\n`);
}
