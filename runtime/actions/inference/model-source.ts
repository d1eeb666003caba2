import type { RuntimeContext } from '../../context/runtime-context.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';

/** Params that say which model. */
interface ModelParams {
  readonly model_id?: unknown;
  readonly model_path?: unknown;
}

/** Which model a run infers with: the id or the path that its params name, else the checkpoint that it was given. Throws ActionsmithError NO_MODEL. */
export function modelSource(params: unknown, { checkpoint }: RuntimeContext): number | string {
  const { model_id: id, model_path: path } = (params ?? {}) as ModelParams;
  if (typeof id === 'number') return id;
  if (typeof path === 'string') return path;
  if (checkpoint !== undefined) return checkpoint.path;
  throw new ActionsmithError('no model is named: give params.model_id, or params.model_path for one of this machine', { code: 'NO_MODEL' });
}

/** How many inputs a model gets at once. */
export function batchSize(params: unknown): number {
  const { batch_size: size } = (params ?? {}) as { readonly batch_size?: unknown };
  return typeof size === 'number' ? size : 1;
}
