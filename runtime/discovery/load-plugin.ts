import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ActionRegistry } from '../action/action-registry.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { findRegistry } from './find-registry.ts';
import { importOfPlugin } from './import-of-plugin.ts';

export interface LoadedPlugin {
  readonly registry: ActionRegistry;
  /** The plugin's real folder. */
  readonly folder: string;
}

/**
 * Loads a plugin through its registry: the built one that package.json names (`"actionsmith": { "registry": "dist/generated/plugin.js" }`) when it is
 * there and no source is newer, else generated/plugin.ts. Throws PLUGIN_NOT_FOUND, PLUGIN_NOT_GENERATED, PLUGIN_NOT_ESM, PLUGIN_NOT_LOADED.
 */
export async function loadPlugin(folder: string): Promise<LoadedPlugin> {
  const root = realFolder(folder);
  const file = findRegistry(root);
  return { registry: await importRegistry(root, file), folder: root };
}

function realFolder(folder: string): string {
  try {
    return realpathSync(resolve(folder));
  } catch {
    throw new ActionsmithError(`there is no plugin folder ${folder}`, { code: 'PLUGIN_NOT_FOUND' });
  }
}

async function importRegistry(root: string, file: string): Promise<ActionRegistry> {
  const loaded = await importFile(root, file);
  const registry = (loaded as { registry?: ActionRegistry }).registry;
  if (typeof registry?.names === 'function') return registry;
  throw new ActionsmithError(`${file} exports no \`registry\`: run \`actionsmith generate\` again`, { code: 'PLUGIN_NOT_LOADED' });
}

async function importFile(root: string, file: string): Promise<unknown> {
  try {
    return await importOfPlugin(root, file);
  } catch (cause) {
    throw new ActionsmithError(`${file} cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, {
      code: 'PLUGIN_NOT_LOADED',
      cause,
    });
  }
}
