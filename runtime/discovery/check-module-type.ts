import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ActionsmithError } from '../errors/actionsmith-error.ts';

/**
 * Generated code is ES modules, and Node takes a file for one by the nearest package.json: without `"type": "module"` it would be loaded as CommonJS
 * and fail far from the cause. Throws PLUGIN_NOT_ESM with what to write where.
 */
export function checkModuleType(root: string): void {
  const path = nearestManifest(root);
  if (path === undefined || readManifest(path).type === 'module') return;
  throw new ActionsmithError(`generated code is ES modules, and ${path} does not say so: add "type": "module"`, { code: 'PLUGIN_NOT_ESM' });
}

function nearestManifest(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return join(folder, 'package.json');
    if (folder === dirname(folder)) return undefined;
  }
}

/** Throws PLUGIN_NOT_LOADED where it is no JSON. */
export function readManifest(path: string): { readonly type?: unknown; readonly actionsmith?: { readonly registry?: unknown } } {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as object | null) ?? {};
  } catch (cause) {
    throw new ActionsmithError(`${path} is not valid JSON`, { code: 'PLUGIN_NOT_LOADED', cause });
  }
}
