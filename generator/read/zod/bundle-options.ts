import type { BuildOptions } from 'esbuild';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../package-version.ts';

/** How modules of a plugin are bundled; `required`: the file from which a CommonJS package that cannot be bundled is looked for. */
export function bundleOptions(root: string, required: string): BuildOptions & { readonly write: false; readonly metafile: true } {
  return {
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'silent',
    logLimit: 5,
    // A plugin that is not installed yet is read with the toolkit's own zod.
    nodePaths: [join(packageRoot(), 'node_modules'), dirname(packageRoot())],
    banner: { js: `import { createRequire as $require } from 'node:module'; const require = $require(${JSON.stringify(required)});` },
  };
}

/** What asks a module (by its path as an import) for some exports. */
export function askFor(module: string, names: readonly string[]): string {
  const answer = childModule('answer', 'read-zod');
  return `import { answer } from ${JSON.stringify(answer)};\nawait answer(() => import(${JSON.stringify(module)}), ${JSON.stringify(names)});\n`;
}

/** A file for the process that runs modules: beside this file as source; a bundle of its own in the package. */
export function childModule(source: string, built: string): string {
  const beside = fileURLToPath(new URL(`./child/${source}.ts`, import.meta.url));
  return existsSync(beside) ? beside : join(packageRoot(), 'dist', `${built}.js`);
}
