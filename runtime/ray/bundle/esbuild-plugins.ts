import { readFile } from 'node:fs/promises';
import { extname, posix, relative, sep } from 'node:path';
import type { Loader, Plugin } from 'esbuild';
import { runsFromSource, toolkitEntries } from '../../discovery/toolkit-entries.ts';
import { NOT_IN_BUNDLE } from '../run-file.ts';
import { placeInToolkit } from './toolkit-copies.ts';

/**
 * `actionsmith…` is what the plugin has installed, else this copy of the toolkit: a plugin runs without an installation of its own. With `preferOwn`
 * it is this copy in any case.
 */
export function resolveToolkit(folder: string, preferOwn = false): Plugin {
  return {
    name: 'resolve-toolkit',
    setup(build): void {
      build.onResolve({ filter: /^actionsmith(\/|$)/ }, async ({ path, kind, pluginData }) => {
        if (pluginData === 'asked') return undefined;
        const own = toolkitEntries({ forBundlers: true }).get(path);
        if (own !== undefined && (runsFromSource || preferOwn)) return { path: own, sideEffects: false };
        const installed = await build.resolve(path, { kind, resolveDir: folder, pluginData: 'asked' });
        const isPackage = installed.errors.length === 0 && !installed.path.endsWith('.ts'); // `paths` of a tsconfig lead to declarations
        return isPackage || own === undefined ? installed : { path: own, sideEffects: false };
      });
    },
  };
}

const ABSENT = 'absent';

/** What an action may use and most do not: it travels in files of its own, which a job loads when it comes to it. By their names in the source, and in what is built. */
const PARTS_OF_JOBS =
  /(?:^|\/)(?:orchestrator|checkpoint-ledger|read-environment-file|run-script|train-work|convert-dataset|load-model|infer-batches|export-work|list-target|[a-z0-9]+-driver|jose|dispose-model)(?:-[A-Z0-9]{8})?\.[jt]s$/;

/**
 * What else the toolkit imports only when it is used (the generator, the executors) stays out of a bundle. Using what is absent throws an error
 * that says so.
 */
export function leaveOutLazyParts(folder: string): Plugin {
  return {
    name: 'leave-out-lazy-parts',
    setup(build): void {
      build.onResolve({ filter: /.*/ }, ({ kind, importer, path }) => {
        const isLeftOut = kind === 'dynamic-import' && !PARTS_OF_JOBS.test(path) && placeInToolkit(importer, folder) !== undefined;
        return isLeftOut ? { path: ABSENT, namespace: ABSENT } : undefined;
      });
      build.onLoad({ filter: /.*/, namespace: ABSENT }, () => ({
        contents: `throw Object.assign(new Error('this part of actionsmith is not in the bundle of a job'), { code: ${JSON.stringify(NOT_IN_BUNDLE)} })`,
      }));
    },
  };
}

const MODULE_PLACE = /\bimport\.meta\.(url|dirname|filename)\b/g;
const LOADERS: Readonly<Record<string, Loader>> = { '.ts': 'ts', '.mts': 'ts', '.tsx': 'tsx', '.js': 'js', '.mjs': 'js', '.jsx': 'jsx' };

/** A module of the author keeps its own place: `new URL('../models/m.json', import.meta.url)` finds the asset that travels beside the bundle. */
export function keepModulePlaces(folder: string): Plugin {
  return {
    name: 'keep-module-places',
    setup(build): void {
      build.onLoad({ filter: /\.(?:[mc]?[jt]s|[jt]sx)$/ }, async ({ path }) => {
        const place = relative(folder, path).split(sep).join('/');
        const loader = LOADERS[extname(path)];
        if (loader === undefined || place.startsWith('..') || place.includes('node_modules/')) return undefined;
        const source = await readFile(path, 'utf8');
        if (!source.includes('import.meta.')) return undefined;
        return { contents: source.replaceAll(MODULE_PLACE, (_, what: string) => placeExpression(what, place)), loader };
      });
    },
  };
}

function placeExpression(what: string, place: string): string {
  const url = `new URL(${JSON.stringify(what === 'dirname' ? `./${posix.dirname(place)}` : `./${place}`)}, import.meta.url)`;
  return what === 'url' ? `${url}.href` : `decodeURIComponent(${url}.pathname)`;
}

/** The Python of the toolkit, which its modules hold as text where they are not built yet. */
export function loadToolkitTexts(folder: string): Plugin {
  return {
    name: 'load-toolkit-texts',
    setup({ onLoad }): void {
      onLoad({ filter: /\.py$/ }, async ({ path }) =>
        placeInToolkit(path, folder) === undefined ? undefined : { contents: await readFile(path, 'utf8'), loader: 'text' },
      );
    },
  };
}

/** The toolkit's own modules with short local names. The author's are left alone: his stacks name his classes and functions. */
export function shortenToolkit(folder: string): Plugin {
  return {
    name: 'shorten-toolkit',
    setup({ esbuild, onLoad }): void {
      onLoad({ filter: /\.[jt]s$/ }, async ({ path }) => {
        if (placeInToolkit(path, folder) === undefined) return undefined;
        const loader = LOADERS[extname(path)] ?? 'js';
        const options = {
          loader,
          sourcefile: path,
          sourcemap: 'inline',
          sourcesContent: false,
          minifyIdentifiers: true,
          format: 'esm',
        } as const;
        const { code } = await esbuild.transform(await readFile(path, 'utf8'), options);
        return { contents: code, loader: 'js' };
      });
    },
  };
}
