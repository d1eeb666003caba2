import type { ActionClass, AnyAction } from '../action/action-class.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import { type DefinedAction, isDefinedAction } from '../action/define-action.ts';
import { loadAction } from '../action/load-action.ts';
import { loadPlugin } from '../discovery/load-plugin.ts';
import { RayError } from '../errors/ray-error.ts';
import type { StandardSchemaV1 } from '../validation/standard-schema.ts';
import { refuseOtherPlugin } from './refuse-other-plugin.ts';

/**
 * The contract's entry of an action that is to run elsewhere: by its name, by a class that was generated from it, by a function that the plugin has under
 * its name, or as it stands in the plugin's registry. Throws ActionNotFoundError, RayError ACTION_WITHOUT_REF, OTHER_PLUGIN, CONTRACT_MISMATCH, and what
 * loading the plugin throws.
 */
export async function findSpec(folder: string, action: string | ActionSpec | AnyAction): Promise<ActionSpec> {
  if (typeof action === 'object') {
    refuseOtherPlugin(folder, action);
    return action;
  }
  if (typeof action === 'string') return (await loadPlugin(folder)).registry.get(action);
  if (isDefinedAction(action)) return findSpecOfFunction(folder, action);
  const { ref } = action;
  if (!ref) throw noRef(action);
  const spec = (await loadPlugin(folder)).registry.get(ref.action);
  if (spec.plugin === ref.plugin && spec.contractHash === ref.contractHash) return spec;
  throw new RayError(
    `${action.name} was generated from contract ${ref.contractHash} of ${ref.plugin}, and ${folder} holds ${spec.contractHash} of ${spec.plugin}: generate again`,
    { code: 'CONTRACT_MISMATCH' },
  );
}

/** A function knows no contract: the plugin's action of its name must be a function of that name too. */
async function findSpecOfFunction(folder: string, action: DefinedAction): Promise<ActionSpec> {
  const { name } = action.definition;
  const { registry } = await loadPlugin(folder);
  const spec = registry.list().find((candidate) => candidate.name === name);
  const found = spec && (await loadAction(spec));
  if (spec !== undefined && isDefinedAction(found) && found.definition.name === name) return spec;
  throw new RayError(
    `function ${name} cannot travel: ${folder} has no action ${name} that is one. Name it in config.yaml, by entrypoint: <file>:<function>`,
    { code: 'ACTION_WITHOUT_REF' },
  );
}

/** What the action itself asks of its params, where its contract says nothing. */
export function ownParams(action: string | ActionSpec | AnyAction): StandardSchemaV1 | undefined {
  if (typeof action !== 'function') return undefined;
  return isDefinedAction(action) ? action.definition.params : action.paramsModel;
}

function noRef(action: ActionClass): RayError {
  return new RayError(
    `${action.name || 'the action'} cannot travel: a cluster needs its plugin. Extend the generated base, or give the action's name`,
    {
      code: 'ACTION_WITHOUT_REF',
    },
  );
}
