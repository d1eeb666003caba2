import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PluginEnvironment } from '../../context/plugin-environment.ts';
import { runSecrets } from '../../context/run-secrets.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { backendOfEnvironment } from '../../logging/backend/backend-of-environment.ts';
import { BACKEND_PART } from '../../ray/run-file.ts';
import type { RuntimeContext } from '../../context/runtime-context.ts';
import type { BindOptions, ModelInfo } from '../base-serve-deployment.ts';
import type { ModelKey } from './model-cache.ts';

export interface ReplicaPlace {
  readonly bound: BindOptions;
  readonly env: PluginEnvironment;
  /** Of the bundle. */
  readonly folder: string;
  readonly ctx: RuntimeContext;
}

/**
 * The files of a model on the replica's machine, fetched with the replica's own credential, on behalf of the tenant. Throws NotFoundError, NO_BACKEND,
 * MODEL_NOT_FOUND for an id that the backend cannot have or a version that it has not.
 */
export async function loadReplicaModel(
  { model, tenant, version }: ModelKey,
  { bound, env, folder, ctx }: ReplicaPlace,
): Promise<ModelInfo> {
  const { loadModel } = await import('../../models/load-model.ts');
  const signal = new AbortController().signal; // the load is of all who wait for it
  const run = { ctx, signal, onProgress: () => {} };
  if (!/^\d{1,15}$/.test(model)) {
    if (bound.tokens !== undefined) throw notFound(model);
    return loadModel(model, { ...run, client: () => neverAsked() });
  }
  const client = await openBackend({ bound, env, folder }, tenant);
  try {
    const loaded = await loadModel(Number(model), { ...run, client: () => client });
    if (version !== '' && loaded.version !== version) throw notFound(`${model} in version ${version}`);
    return loaded;
  } finally {
    await client.close();
  }
}

async function openBackend(
  { bound, env, folder }: Omit<ReplicaPlace, 'ctx'>,
  tenant: string,
): Promise<import('../../backend/backend.ts').Backend> {
  const named = backendOfEnvironment(env);
  const url = bound.backendUrl ?? named?.url;
  if (url === undefined)
    throw new ActionsmithError('there is no backend with models: bind({ backendUrl }), or ACTIONSMITH_BACKEND_URL where replicas run', {
      code: 'NO_BACKEND',
    });
  const { openHttpBackend } = (await import(
    pathToFileURL(join(folder, BACKEND_PART)).href
  )) as typeof import('../../ray/worker/backend-part.ts');
  const accessToken =
    bound.backendToken === undefined
      ? env.get('ACTIONSMITH_BACKEND_TOKEN') || named?.accessToken
      : runSecrets({ token: bound.backendToken }, env)['token'];
  const ofTenant = tenant === '' ? named?.tenant : tenant;
  return openHttpBackend({ url, accessToken: accessToken || undefined, userToken: named?.userToken, tenant: ofTenant });
}

function notFound(model: string): ActionsmithError {
  return new ActionsmithError(`there is no model ${model}`, { code: 'MODEL_NOT_FOUND' });
}

function neverAsked(): never {
  throw new ActionsmithError('a model of this machine needs no backend', { code: 'NO_BACKEND' });
}
