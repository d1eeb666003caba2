import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildFailure, BuildOptions } from 'esbuild';
import type { ActionSpec } from '../../action/action-spec.ts';
import { RayError } from '../../errors/ray-error.ts';
import { BACKEND_PART } from '../run-file.ts';
import { readAssets } from './assets.ts';
import { backendPart } from './backend-part.ts';
import { BUNDLE_MANIFEST, type BundleManifest } from './bundle-manifest.ts';
import { keepModulePlaces, leaveOutLazyParts, resolveToolkit } from './esbuild-plugins.ts';
import { neutralSources } from './neutral-sources.ts';
import { ENTRY_FILE, openedWorker, workerEntry } from './worker-entry.ts';
import { zipFiles, type ZipEntries } from './zip-files.ts';

export const MAIN_MODULE = 'main.mjs';

export interface BundleOptions {
  /** Globs of files that travel too, from the plugin's folder. */
  readonly assets?: readonly string[];
}

/**
 * One action of a plugin as a zip that runs anywhere with Node: one module with the author's code, its packages and the worker, its source map, and the assets.
 * The same sources give the same bytes on every machine. Throws RayError BUNDLE_FAILED with file:line:column of what cannot be bundled.
 */
export async function bundlePlugin(folder: string, spec: ActionSpec, options: BundleOptions = {}): Promise<Uint8Array> {
  const root = await realpath(folder);
  const { code, map } = await buildModule(root, spec);
  const manifest: BundleManifest = { format: 1, plugin: spec.plugin, action: spec.name, contractHash: spec.contractHash };
  const files: ZipEntries = {
    [MAIN_MODULE]: Buffer.from(code),
    [`${MAIN_MODULE}.map`]: Buffer.from(neutralSources(map, root)),
    [BACKEND_PART]: Buffer.from(await backendPart()),
    [BUNDLE_MANIFEST]: Buffer.from(JSON.stringify(manifest)),
  };
  return zipFiles({ ...(await readAssets(root, options.assets ?? [])), ...files });
}

/** The module alone, for measuring. */
export async function buildModule(root: string, spec: ActionSpec): Promise<{ code: string; map: string }> {
  const { build } = await import('esbuild');
  const author = `./${spec.entrypoint.split(':')[0] ?? ''}`;
  try {
    const stdin = { contents: workerEntry(spec, author), resolveDir: root, sourcefile: ENTRY_FILE };
    const { outputFiles = [] } = await build({ ...buildOptions(root, spec), stdin });
    const text = (ending: string): string => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
    return { code: text('.mjs'), map: text('.map') };
  } catch (error) {
    if (isBuildFailure(error)) throw bundleFailed(spec, error);
    throw error;
  }
}

function buildOptions(root: string, spec: ActionSpec): BuildOptions & { write: false } {
  return {
    absWorkingDir: root,
    outfile: join(root, MAIN_MODULE),
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minifySyntax: true,
    minifyWhitespace: true,
    keepNames: true, // and no identifiers made short: names of classes and functions are in messages and stacks
    legalComments: 'none',
    sourcemap: 'linked',
    sourcesContent: false,
    charset: 'utf8',
    logLevel: 'silent',
    // packages in CommonJS ask for `require`, which an ES module does not have
    banner: { js: "import{createRequire as __actionsmithRequire}from'node:module';const require=__actionsmithRequire(import.meta.url);" },
    plugins: [openedWorker(spec, root), leaveOutLazyParts(root), resolveToolkit(root), keepModulePlaces(root)],
  };
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

function bundleFailed(spec: ActionSpec, failure: BuildFailure): RayError {
  const lines = failure.errors.map(({ text, location }) =>
    location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text,
  );
  return new RayError(`action ${spec.name} cannot be bundled\n  ${lines.join('\n  ')}`, { code: 'BUNDLE_FAILED' });
}
