import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Diagnostics } from '../diagnostics/diagnostics.ts';
import type { Diagnostic } from '../diagnostics/types.ts';
import type { Contract } from './contract.ts';
import { readLocated } from './read-located.ts';
import { SchemaFiles } from './schema-files.ts';

/** The name of the file that makes a folder a plugin. */
export const CONFIG_FILE = 'config.yaml';

/**
 * Reads a plugin's config.yaml; further files are read when a check asks for them. `plugin` is the folder, or the path of its config.yaml.
 * The diagnostics say why there is no contract; where there is one, it carries its own, and `checkContract` repeats them.
 */
// eslint-disable-next-line require-await -- reading may become asynchronous without a change for callers
export async function readContract(plugin: string): Promise<{ value?: Contract; diagnostics: readonly Diagnostic[] }> {
  const diagnostics = new Diagnostics();
  const value = read(plugin, diagnostics);
  return value ? { value, diagnostics: [] } : { diagnostics: diagnostics.list() };
}

function read(plugin: string, diagnostics: Diagnostics): Contract | undefined {
  const folder = basename(plugin) === CONFIG_FILE ? dirname(plugin) : plugin;
  const place = { file: CONFIG_FILE };
  if (!isFolder(folder)) return void diagnostics.report('PLUGIN_FOLDER_MISSING', { folder }, place);
  const root = realpathSync(folder);
  const path = join(root, CONFIG_FILE);
  if (!existsSync(path)) return void diagnostics.report('CONFIG_MISSING', { folder }, place, suggestName(root));
  const uri = pathToFileURL(path).href;
  const config = readLocated(path, { file: CONFIG_FILE, uri, diagnostics });
  if (!config) return undefined;
  const files = new SchemaFiles(root);
  files.add(config);
  return { root, config, files, diagnostics: diagnostics.list() };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Names that other tools give the same file. */
function suggestName(root: string): string | undefined {
  const other = ['config.yml', 'config.json', 'synapse.yaml', 'plugin.yaml'].find((name) => existsSync(join(root, name)));
  return other && `rename ${other} to ${CONFIG_FILE}`;
}
