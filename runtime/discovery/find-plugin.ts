import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { ActionsmithError } from '../errors/actionsmith-error.ts';

/**
 * The folder of a plugin: by path, by its code where one stands in it or beside it, in one of the plugin folders, or as an installed package.
 * Throws PLUGIN_NOT_FOUND, and PLUGIN_AMBIGUOUS where a code has two matches.
 */
export function findPlugin(codeOrPath: string, pluginFolders: readonly string[] = defaultPluginFolders()): string {
  if (isPlugin(resolve(codeOrPath))) return resolve(codeOrPath);
  const near = nearby(codeOrPath);
  if (near !== undefined) return near;
  const found = [...new Set([...inFolders(codeOrPath, pluginFolders), ...asPackage(codeOrPath)])];
  if (found.length === 1) return found[0]!;
  if (found.length > 1) {
    throw new ActionsmithError(`${JSON.stringify(codeOrPath)} names more than one plugin: ${found.join(', ')}`, {
      code: 'PLUGIN_AMBIGUOUS',
    });
  }
  const looked = [...pluginFolders, 'the installed packages'].join(', ');
  throw new ActionsmithError(`there is no plugin ${JSON.stringify(codeOrPath)}: not a folder with config.yaml, and not in ${looked}`, {
    code: 'PLUGIN_NOT_FOUND',
  });
}

/** ACTIONSMITH_PLUGINS lists folders that hold plugins, as PATH does. */
function defaultPluginFolders(): string[] {
  return (process.env['ACTIONSMITH_PLUGINS'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** The plugin that one stands in, or in whose parent. */
function nearby(code: string): string | undefined {
  const here = process.cwd();
  const names = spellings(code);
  return [...(names.includes(basename(here)) ? [here] : []), ...names.map((name) => join(here, name))].find(isPlugin);
}

function inFolders(code: string, folders: readonly string[]): string[] {
  return spellings(code)
    .flatMap((name) => folders.map((folder) => resolve(folder, name)))
    .filter(isPlugin);
}

function asPackage(code: string): string[] {
  const require = createRequire(join(process.cwd(), 'package.json'));
  return spellings(code).flatMap((name) => {
    const folders = (require.resolve.paths(name) ?? []).map((modules) => join(modules, name));
    return folders.filter(isPlugin).slice(0, 1);
  });
}

/** Codes are written with `_`, packages often with `-`. Nothing that leaves the folder. */
function spellings(code: string): string[] {
  if (!/^[\w@][\w.@/-]*$/.test(code) || code.includes('..')) return [];
  return [...new Set([code, code.replaceAll('_', '-')])];
}

function isPlugin(folder: string): boolean {
  return existsSync(join(folder, 'config.yaml')) && dirname(folder) !== folder;
}
