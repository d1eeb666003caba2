import { ActionNotFoundError } from '../errors/action-not-found-error.ts';
import type { ActionSpec } from './action-spec.ts';

export interface PluginInfo {
  readonly code: string;
  readonly name: string;
  readonly version: string;
  readonly category: string;
  /** `import.meta.url` of the registry: tells where the plugin lies. */
  readonly url?: string;
}

/** The actions of one plugin, by name. Discovery, runPlugin and pipelines read actions only through it. Guide: Module Reference. */
export class ActionRegistry {
  readonly plugin: PluginInfo;
  readonly #specs: ReadonlyMap<string, ActionSpec>;

  constructor(plugin: PluginInfo, specs: Readonly<Record<string, ActionSpec>>) {
    this.plugin = plugin;
    this.#specs = new Map(Object.entries(specs));
  }

  /** In the order of the contract. */
  names(): string[] {
    return [...this.#specs.keys()];
  }

  /** In the order of the contract. */
  list(): ActionSpec[] {
    return [...this.#specs.values()];
  }

  has(name: string): boolean {
    return this.#specs.has(name);
  }

  /** Throws ActionNotFoundError, with the name that may have been meant. */
  get(name: string): ActionSpec {
    const spec = this.#specs.get(name);
    if (spec === undefined) throw new ActionNotFoundError(name, this.names(), this.plugin.code);
    return spec;
  }
}
