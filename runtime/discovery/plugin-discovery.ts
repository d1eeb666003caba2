import type { ActionModel, PluginModel } from '../../generator/model/plugin-model.ts';
import type { AnyAction } from '../action/action-class.ts';
import type { RunMethod } from '../action/enums.ts';
import { loadAction } from '../action/load-action.ts';
import { ActionNotFoundError } from '../errors/action-not-found-error.ts';
import { loadPlugin } from './load-plugin.ts';
import { readModel } from './read-model.ts';

/** Guide: Discovery. What a plugin offers, by its config.yaml; the author's code is loaded only when a class is asked for. */
export class PluginDiscovery {
  /** The plugin's real folder. */
  readonly folder: string;
  readonly #model: PluginModel;

  private constructor(folder: string, model: PluginModel) {
    this.folder = folder;
    this.#model = model;
  }

  /** Throws CONTRACT_INVALID. Nothing has to be generated yet. */
  static async fromPath(folder: string): Promise<PluginDiscovery> {
    const { model, root } = await readModel(folder);
    return new PluginDiscovery(root, model);
  }

  /** The plugin's code in config.yaml. */
  get code(): string {
    return this.#model.code;
  }

  /** In the order of config.yaml. */
  listActions(): string[] {
    return this.#model.actions.map((action) => action.key);
  }

  hasAction(name: string): boolean {
    return this.listActions().includes(name);
  }

  /** What the contract says about an action. Throws ActionNotFoundError. */
  getActionConfig(name: string): ActionModel {
    const action = this.#model.actions.find(({ key }) => key === name);
    if (action === undefined) throw new ActionNotFoundError(name, this.listActions(), this.code);
    return action;
  }

  /** Where an action runs unless the caller says otherwise. Throws ActionNotFoundError. */
  getActionMethod(name: string): RunMethod {
    return this.getActionConfig(name).method;
  }

  /** The author's class. Throws ActionNotFoundError, PLUGIN_NOT_GENERATED, ACTION_NOT_LOADED. */
  async getActionClass(name: string): Promise<AnyAction> {
    this.getActionConfig(name);
    const { registry } = await loadPlugin(this.folder);
    return loadAction(registry.get(name));
  }
}
