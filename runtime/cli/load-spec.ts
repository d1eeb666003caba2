import type { ActionModel } from '../../generator/model/plugin-model.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import { loadPlugin } from '../discovery/load-plugin.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';

/** The registry's entry of an action of the contract. Throws GENERATED_STALE where the generated code was made from another contract. */
export async function loadSpec(folder: string, action: ActionModel): Promise<ActionSpec> {
  const { registry } = await loadPlugin(folder);
  const spec = registry.has(action.key) ? registry.get(action.key) : undefined;
  if (spec?.contractHash === action.contractHash) return spec;
  const what =
    spec === undefined
      ? `there is no generated code for action ${action.key}`
      : `the generated code of action ${action.key} is not what its contract asks for`;
  throw new ActionsmithError(`${what}: run \`actionsmith generate ${folder}\``, { code: 'GENERATED_STALE' });
}
