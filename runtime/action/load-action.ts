import { ActionsmithError, isActionsmithError } from '../errors/actionsmith-error.ts';
import type { AnyAction } from './action-class.ts';
import type { ActionSpec } from './action-spec.ts';
import { isDefinedAction } from './define-action.ts';

/** The author's code for an action. Throws ACTION_NOT_LOADED where the module fails, or does not export what the contract names. */
export async function loadAction(spec: ActionSpec): Promise<AnyAction> {
  const action: unknown = await importAction(spec);
  if (isDefinedAction(action) || isActionClass(action)) return action;
  const found = action === undefined ? 'which it does not export' : 'which does not extend BaseAction';
  const [file, name] = spec.entrypoint.split(':');
  throw new ActionsmithError(`action ${spec.name} should run ${name} of ${file}, ${found}`, { code: 'ACTION_NOT_LOADED' });
}

async function importAction(spec: ActionSpec): Promise<unknown> {
  try {
    return await spec.load();
  } catch (cause) {
    if (isActionsmithError(cause)) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ActionsmithError(`${spec.entrypoint.split(':')[0]} cannot be loaded: ${message}`, { code: 'ACTION_NOT_LOADED', cause });
  }
}

/** By shape, not by instanceof: the author's class may extend the BaseAction of another copy of the package. */
function isActionClass(value: unknown): value is AnyAction {
  return typeof value === 'function' && typeof (value.prototype as { run?: unknown } | undefined)?.run === 'function';
}
