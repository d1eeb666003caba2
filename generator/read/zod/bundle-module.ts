import type { BuildFailure, Metafile } from 'esbuild';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { askFor, bundleOptions } from './bundle-options.ts';

/** A file of the author that cannot be used, and where in which file that shows; `line` counts from 1, `column` from 0. */
export interface ModuleProblem {
  readonly kind: 'broken' | 'imports generated' | 'outside';
  readonly reason: string;
  readonly file: string;
  readonly at?: { readonly line: number; readonly column: number; readonly length: number; readonly excerpt: string };
}

export interface BundledModule {
  readonly code: string;
  /** The files that decide what the module is, as absolute paths: its imports below the plugin, and the manifests of packages. */
  readonly inputs: readonly string[];
}

/** Bundles a module of the plugin with what converts its schemas, into one file that a process can run. Nothing of it runs here. */
export function bundleModule(root: string, file: string, names: readonly string[]): BundledModule | ModuleProblem {
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
  try {
    const { outputFiles, metafile } = buildSync({
      ...bundleOptions(root, join(root, file)),
      stdin: { contents: askFor(`./${file}`, names), resolveDir: root, sourcefile: 'read-zod.js' },
      outfile: join(root, 'read-zod.mjs'),
    });
    return findStray(root, metafile) ?? { code: outputFiles[0]!.text, inputs: inputsOf(root, metafile) };
  } catch (error) {
    return explainFailure(error as Partial<BuildFailure>, file);
  }
}

/** An import of the plugin that leads where it may not: into what is generated from this very schema, or out of the plugin. */
export function findStray(root: string, { inputs }: Metafile): ModuleProblem | undefined {
  for (const [file, { imports }] of Object.entries(inputs)) {
    if (!isOwn(file)) continue;
    for (const { path, original, external } of imports) {
      if (external === true || original === undefined) continue;
      if (path.startsWith('generated/')) return { kind: 'imports generated', reason: original, file };
      if (original.startsWith('.') && path.startsWith('../')) return { kind: 'outside', reason: original, file };
    }
  }
  return undefined;
}

function explainFailure({ errors, message }: Partial<BuildFailure>, file: string): ModuleProblem {
  const [first] = errors ?? [];
  if (first === undefined) return { kind: 'broken', reason: message ?? 'it cannot be bundled', file };
  const { location, text } = first;
  const missing = /^Could not resolve "(.+)"$/.exec(text)?.[1];
  const kind = missing !== undefined && /^(\.\.?\/)+generated\//.test(missing) ? 'imports generated' : 'broken';
  const reason = kind === 'broken' ? text : missing!;
  if (location === null || location.file === 'read-zod.js') return { kind, reason, file };
  const { line, column, length, lineText } = location;
  return { kind, reason, file: location.file.split(sep).join('/'), at: { line, column, length: Math.max(1, length), excerpt: lineText } };
}

/** The files that a build read, as absolute paths. */
export function inputsOf(root: string, { inputs }: Metafile): string[] {
  const paths = Object.keys(inputs).map((path) => join(root, path));
  const own = paths.filter((path) => isOwn(relative(root, path).split(sep).join('/')) && existsSync(path));
  const manifests = paths.flatMap((path) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(path)?.[0] ?? []);
  return [...own, ...[...new Set(manifests)].map((folder) => join(folder, 'package.json'))];
}

/** A file of the plugin itself, relative to its root. */
function isOwn(path: string): boolean {
  return !path.startsWith('../') && !path.includes('node_modules/') && path !== 'read-zod.js';
}
