import { suggest } from '../validation/suggest.ts';
import { ActionsmithError } from './actionsmith-error.ts';

/** An action that the plugin does not have. `details.available` lists the ones that it has. */
export class ActionNotFoundError extends ActionsmithError {
  override readonly name: string = 'ActionNotFoundError';

  constructor(action: string, available: readonly string[], plugin?: string) {
    super(describeMissing(action, available, plugin), { code: 'ACTION_NOT_FOUND', details: { action, available: [...available] } });
  }
}

function describeMissing(action: string, available: readonly string[], plugin: string | undefined): string {
  const where = plugin === undefined ? '' : ` in plugin ${JSON.stringify(plugin)}`;
  const near = suggest(action, available);
  const help = near === undefined ? `it has ${available.join(', ') || 'no actions'}` : `did you mean ${JSON.stringify(near)}?`;
  return `there is no action ${JSON.stringify(action)}${where}; ${help}`;
}
