import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { checkModuleType, readManifest } from './check-module-type.ts';

/**
 * The file that holds a plugin's registry: the built one that package.json names, as long as no source is newer than it, else generated/plugin.ts.
 * So an edit is never run over by an old build. Throws PLUGIN_NOT_FOUND, PLUGIN_NOT_GENERATED, PLUGIN_NOT_ESM.
 */
export function findRegistry(root: string): string {
  const source = join(root, 'generated', 'plugin.ts');
  const built = builtRegistry(root);
  if (built !== undefined && existsSync(built) && !(existsSync(source) && isOlderThanSources(built, root))) return built;
  if (existsSync(source)) {
    checkModuleType(root);
    return source;
  }
  if (!existsSync(join(root, 'config.yaml')))
    throw new ActionsmithError(`${root} is no plugin: it has no config.yaml`, { code: 'PLUGIN_NOT_FOUND' });
  throw new ActionsmithError(`${source} is missing: run \`actionsmith generate ${root}\` first`, { code: 'PLUGIN_NOT_GENERATED' });
}

function builtRegistry(root: string): string | undefined {
  const path = join(root, 'package.json');
  const registry = existsSync(path) ? readManifest(path).actionsmith?.registry : undefined;
  return typeof registry === 'string' ? join(root, registry) : undefined;
}

function isOlderThanSources(built: string, root: string): boolean {
  const builtAt = statSync(built).mtimeMs;
  return ['src', 'generated'].some((folder) => hasNewer(join(root, folder), builtAt));
}

function hasNewer(folder: string, thanMs: number): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory()
      ? entry.name !== 'node_modules' && hasNewer(path, thanMs)
      : /\.[mc]?tsx?$/.test(entry.name) && statSync(path).mtimeMs > thanMs;
  });
}
