import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BuildFailure, BuildOptions } from 'esbuild';
import type { ActionSpec } from '../../action/action-spec.ts';
import { RayError } from '../../errors/ray-error.ts';
import { findWheels, readPythonPackages } from '../python-packages.ts';
import { MAIN_MODULE, PART_PREFIX } from '../run-file.ts';
import { readAssets } from './assets.ts';
import { type Bundle, BUNDLE_MANIFEST, type BundleManifest } from './bundle-manifest.ts';
import { keepModulePlaces, leaveOutLazyParts, loadToolkitTexts, resolveToolkit, shortenToolkit } from './esbuild-plugins.ts';
import { nameParts } from './name-parts.ts';
import { readExternals } from './externals.ts';
import { neutralKeys } from './neutral-keys.ts';
import { neutralSources } from './neutral-sources.ts';
import { ENTRY_FILE, openedWorker, workerEntry, type WorkerKind } from './worker-entry.ts';
import { readPlatform } from './worker-platform.ts';
import { zipFiles, type ZipEntries } from './zip-files.ts';

/** Packages in CommonJS ask for `require`, which an ES module does not have. */
const REQUIRE = "import{createRequire as __actionsmithRequire}from'node:module';const require=__actionsmithRequire(import.meta.url);";

export interface BundleOptions {
  /** Globs of files that travel too, from the plugin's folder. */
  readonly assets?: readonly string[];
  /** Of the cluster, for packages that are not bundled: `linux-x64`, `linux-arm64-musl`; default: Linux on a processor like this one's. */
  readonly platform?: string | undefined;
  /** Who runs it; default `job`. */
  readonly worker?: WorkerKind;
  /** Take this copy of the toolkit even where the plugin has one installed. */
  readonly includeSdk?: boolean;
}

/**
 * One action of a plugin as a zip that runs anywhere with Node: a module with the author's code, its packages and the worker, parts that it loads when it
 * comes to them, their source maps, the assets, the plugin's Python wheels, and below node_modules the packages that the contract does not want bundled.
 * The same sources give the same bytes on every machine. Throws RayError BUNDLE_FAILED with file:line:column of what cannot be bundled.
 */
export async function bundlePlugin(folder: string, spec: ActionSpec, options: BundleOptions = {}): Promise<Uint8Array> {
  const { files, manifest } = await collectBundle(folder, spec, options);
  return zipFiles(files, manifest.executables);
}

/** The same before it is a zip. */
export async function collectBundle(folder: string, spec: ActionSpec, options: BundleOptions = {}): Promise<Bundle> {
  const root = await realpath(folder);
  const modules = await buildModules(root, spec, options);
  const python = await readPythonPackages(root, spec.python);
  const externals = await readExternals(root, spec.externals ?? [], readPlatform(options.platform));
  const { plugin, name: action, contractHash } = spec;
  const { executables } = externals;
  const manifest: BundleManifest = {
    format: 1,
    plugin,
    action,
    contractHash,
    ...(python && { python }),
    ...(executables.length > 0 && { executables }),
  };
  const files: ZipEntries = {
    ...Object.fromEntries(Object.entries(modules).map(([name, text]) => [name, Buffer.from(text)])),
    [BUNDLE_MANIFEST]: Buffer.from(JSON.stringify(manifest)),
  };
  const assets = await readAssets(root, [...(options.assets ?? []), ...(await findWheels(root, spec.python ?? {}))]);
  return { manifest, files: { ...externals.files, ...assets, ...files } };
}

/** The modules and their maps by their names, for measuring. */
export async function buildModules(
  root: string,
  spec: ActionSpec,
  options: Omit<BundleOptions, 'assets'> = {},
): Promise<Readonly<Record<string, string>>> {
  const { build } = await import('esbuild');
  const author = `./${spec.entrypoint.split(':')[0] ?? ''}`;
  try {
    const stdin = { contents: workerEntry(spec, author, options.worker ?? 'job'), resolveDir: root, sourcefile: ENTRY_FILE };
    const { outputFiles = [] } = await build({ ...buildOptions(root, spec, options), stdin });
    const modules = outputFiles.map(
      ({ path, text }) => [basename(path), path.endsWith('.map') ? neutralSources(text, root) : withoutNeedless(text)] as const,
    );
    return nameParts(neutralKeys(Object.fromEntries(modules)));
  } catch (error) {
    if (isBuildFailure(error)) throw bundleFailed(spec, error);
    throw error;
  }
}

function buildOptions(
  root: string,
  spec: ActionSpec,
  { worker = 'job', includeSdk = false }: Omit<BundleOptions, 'assets'>,
): BuildOptions & { write: false } {
  return {
    absWorkingDir: root,
    outdir: root,
    entryNames: basename(MAIN_MODULE, '.mjs'),
    chunkNames: `${PART_PREFIX}[name]-[hash]`,
    outExtension: { '.js': '.mjs' },
    external: (spec.externals ?? []).flatMap((name) => [name, `${name}/*`]),
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
    banner: { js: REQUIRE },
    plugins: [
      openedWorker(spec, root, worker),
      leaveOutLazyParts(root),
      resolveToolkit(root, includeSdk),
      keepModulePlaces(root),
      shortenToolkit(root),
      loadToolkitTexts(root),
    ],
  };
}

/** The line stays, so that the source map does. */
function withoutNeedless(text: string): string {
  const rest = text.slice(REQUIRE.length);
  return text.startsWith(REQUIRE) && !/\brequire\b/.test(rest) ? rest : text;
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
