import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ActionRegistry } from '../action/action-registry.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { prepareImports } from './prepare-imports.ts';

export interface LoadedPlugin {
  readonly registry: ActionRegistry;
  /** The plugin's real folder. */
  readonly folder: string;
}

/**
 * Loads a plugin through its registry: the built one that package.json names (`"actionsmith": { "registry": "dist/generated/plugin.js" }`) when it is
 * there, else generated/plugin.ts. Throws PLUGIN_NOT_FOUND, PLUGIN_NOT_GENERATED, PLUGIN_NOT_LOADED.
 */
export async function loadPlugin(folder: string): Promise<LoadedPlugin> {
  const root = realFolder(folder);
  const file = findRegistry(root);
  await prepareImports(root);
  return { registry: await importRegistry(file), folder: root };
}

function realFolder(folder: string): string {
  try {
    return realpathSync(resolve(folder));
  } catch {
    throw new ActionsmithError(`there is no plugin folder ${folder}`, { code: 'PLUGIN_NOT_FOUND' });
  }
}

function findRegistry(root: string): string {
  const built = builtRegistry(root);
  if (built !== undefined && existsSync(join(root, built))) return join(root, built);
  const generated = join(root, 'generated', 'plugin.ts');
  if (existsSync(generated)) return generated;
  if (!existsSync(join(root, 'config.yaml')))
    throw new ActionsmithError(`${root} is no plugin: it has no config.yaml`, { code: 'PLUGIN_NOT_FOUND' });
  throw new ActionsmithError(`${generated} is missing: run \`actionsmith generate ${root}\` first`, { code: 'PLUGIN_NOT_GENERATED' });
}

function builtRegistry(root: string): string | undefined {
  const path = join(root, 'package.json');
  if (!existsSync(path)) return undefined;
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { actionsmith?: { registry?: unknown } } | null;
    const registry = manifest?.actionsmith?.registry;
    return typeof registry === 'string' ? registry : undefined;
  } catch (cause) {
    throw new ActionsmithError(`${path} is not valid JSON`, { code: 'PLUGIN_NOT_LOADED', cause });
  }
}

async function importRegistry(file: string): Promise<ActionRegistry> {
  const loaded = await importFile(file);
  const registry = (loaded as { registry?: ActionRegistry }).registry;
  if (typeof registry?.names === 'function') return registry;
  throw new ActionsmithError(`${file} exports no \`registry\`: run \`actionsmith generate\` again`, { code: 'PLUGIN_NOT_LOADED' });
}

async function importFile(file: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(file).href);
  } catch (cause) {
    throw new ActionsmithError(`${file} cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, {
      code: 'PLUGIN_NOT_LOADED',
      cause,
    });
  }
}
