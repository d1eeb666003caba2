import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/**
 * Where a module lies in its copy of the toolkit: `runtime/index.ts`, `dist/index.js`. Undefined for a module that is not of the toolkit. The plugin may have
 * a copy of its own; what lies in the plugin's folder outside node_modules is the author's.
 */
export function placeInToolkit(path: string, plugin: string): string | undefined {
  const isOfPlugin = path.startsWith(plugin + sep) && !path.includes(`${sep}node_modules${sep}`, plugin.length);
  if (isOfPlugin || !path.includes(sep)) return undefined;
  const nearest = nearestPackage(dirname(path));
  return nearest?.name === 'actionsmith' ? relative(nearest.folder, path).split(sep).join('/') : undefined;
}

interface Package {
  readonly name: string;
  readonly folder: string;
}

const known = new Map<string, Package | undefined>();

function nearestPackage(folder: string): Package | undefined {
  if (known.has(folder)) return known.get(folder);
  const name = readName(join(folder, 'package.json'));
  const found = name === undefined ? above(folder) : { name, folder };
  known.set(folder, found);
  return found;
}

function above(folder: string): Package | undefined {
  return folder === dirname(folder) ? undefined : nearestPackage(dirname(folder));
}

function readName(manifest: string): string | undefined {
  if (!existsSync(manifest)) return undefined;
  try {
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name;
  } catch {
    return undefined;
  }
}
