import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BuildFailure, BuildOptions } from 'esbuild';
import type { ActionSpec } from '../../action/action-spec.ts';
import { RayError } from '../../errors/ray-error.ts';
import { MAIN_MODULE, PART_PREFIX } from '../run-file.ts';
import { readAssets } from './assets.ts';
import { BUNDLE_MANIFEST, type BundleManifest } from './bundle-manifest.ts';
import { keepModulePlaces, leaveOutLazyParts, resolveToolkit, shortenToolkit } from './esbuild-plugins.ts';
import { nameParts } from './name-parts.ts';
import { neutralSources } from './neutral-sources.ts';
import { ENTRY_FILE, openedWorker, workerEntry } from './worker-entry.ts';
import { zipFiles, type ZipEntries } from './zip-files.ts';

export interface BundleOptions {
  /** Globs of files that travel too, from the plugin's folder. */
  readonly assets?: readonly string[];
}

/**
 * One action of a plugin as a zip that runs anywhere with Node: a module with the author's code, its packages and the worker, parts that it loads when it
 * comes to them, their source maps, and the assets.
 * The same sources give the same bytes on every machine. Throws RayError BUNDLE_FAILED with file:line:column of what cannot be bundled.
 */
export async function bundlePlugin(folder: string, spec: ActionSpec, options: BundleOptions = {}): Promise<Uint8Array> {
  const root = await realpath(folder);
  const modules = await buildModules(root, spec);
  const manifest: BundleManifest = { format: 1, plugin: spec.plugin, action: spec.name, contractHash: spec.contractHash };
  const files: ZipEntries = {
    ...Object.fromEntries(Object.entries(modules).map(([name, text]) => [name, Buffer.from(text)])),
    [BUNDLE_MANIFEST]: Buffer.from(JSON.stringify(manifest)),
  };
  return zipFiles({ ...(await readAssets(root, options.assets ?? [])), ...files });
}

/** The modules and their maps by their names, for measuring. */
export async function buildModules(root: string, spec: ActionSpec): Promise<Readonly<Record<string, string>>> {
  const { build } = await import('esbuild');
  const author = `./${spec.entrypoint.split(':')[0] ?? ''}`;
  try {
    const stdin = { contents: workerEntry(spec, author), resolveDir: root, sourcefile: ENTRY_FILE };
    const { outputFiles = [] } = await build({ ...buildOptions(root, spec), stdin });
    const modules = outputFiles.map(
      ({ path, text }) => [basename(path), path.endsWith('.map') ? neutralSources(text, root) : text] as const,
    );
    return nameParts(Object.fromEntries(modules));
  } catch (error) {
    if (isBuildFailure(error)) throw bundleFailed(spec, error);
    throw error;
  }
}

function buildOptions(root: string, spec: ActionSpec): BuildOptions & { write: false } {
  return {
    absWorkingDir: root,
    outdir: root,
    entryNames: basename(MAIN_MODULE, '.mjs'),
    chunkNames: `${PART_PREFIX}[name]-[hash]`,
    outExtension: { '.js': '.mjs' },
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minifySyntax: true,
    minifyWhitespace: true,
    // no identifiers made short here: the author's names are in messages and stacks
    legalComments: 'none',
    sourcemap: 'linked',
    sourcesContent: false,
    charset: 'utf8',
    logLevel: 'silent',
    // packages in CommonJS ask for `require`, which an ES module does not have
    banner: { js: "import{createRequire as __actionsmithRequire}from'node:module';const require=__actionsmithRequire(import.meta.url);" },
    plugins: [openedWorker(spec, root), leaveOutLazyParts(root), resolveToolkit(root), keepModulePlaces(root), shortenToolkit(root)],
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
