import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What a user may import → the file of this copy of the toolkit: `actionsmith/loggers` → …/dist/loggers.js, or …/runtime/logging/index.ts from source.
 * `forBundlers`: the module alone, from which whoever bundles it again leaves out what is not used.
 */
export function toolkitEntries({ forBundlers = false }: { readonly forBundlers?: boolean } = {}): ReadonlyMap<string, string> {
  const root = toolkitRoot();
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: Record<string, Conditions | string> };
  return new Map(
    Object.entries(manifest.exports).flatMap(([path, conditions]) =>
      typeof conditions === 'string' ? [] : [[join('actionsmith', path), join(root, fileOf(conditions, forBundlers))]],
    ),
  );
}

/** True in the toolkit's own tests, where nothing has been built. */
export const runsFromSource: boolean = /* @__PURE__ */ import.meta.url.endsWith('.ts');

function fileOf(conditions: Conditions, forBundlers: boolean): string {
  if (runsFromSource) return sourceOf(conditions);
  return (forBundlers ? conditions.module : undefined) ?? conditions.default;
}

interface Conditions {
  readonly types: string;
  readonly module?: string;
  readonly default: string;
}

/** The declarations mirror the source tree, so that they tell where an entry comes from. */
function sourceOf({ types }: Conditions): string {
  return types.replace('./dist/types/', './').replace(/\.d\.ts$/, '.ts');
}

/** The nearest package.json above this file; it lies at other depths in source and in dist. */
export function toolkitRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}
