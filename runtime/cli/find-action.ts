import type { ActionModel, PluginModel } from '../../generator/model/plugin-model.ts';
import { findPlugin } from '../discovery/find-plugin.ts';
import { readModel } from '../discovery/read-model.ts';
import { ActionNotFoundError } from '../errors/action-not-found-error.ts';
import type { ParamSchema } from './param-schema.ts';

export interface FoundAction {
  readonly plugin: PluginModel;
  /** The plugin's real folder. */
  readonly folder: string;
  readonly action: ActionModel;
  /** Of the params; an action that declares none takes any object. */
  readonly schema: ParamSchema;
}

/** An action by the words of a command line. Throws PLUGIN_NOT_FOUND, CONTRACT_INVALID, ActionNotFoundError. */
export async function findAction(plugin: string, name: string): Promise<FoundAction> {
  const { model, root } = await readModel(findPlugin(plugin));
  const action = model.actions.find(({ key }) => key === name);
  if (action !== undefined) return { plugin: model, folder: root, action, schema: action.params?.schema ?? true };
  const available = model.actions.map(({ key }) => key);
  throw new ActionNotFoundError(name, available, model.code);
}
