import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runsFromSource, toolkitEntries, toolkitRoot } from './toolkit-entries.ts';

type ImportFile = (file: string) => Promise<unknown>;

const scopes = new Map<string, Promise<ImportFile>>();
let prepared: Promise<void> | undefined;

/**
 * Imports a module of a plugin: its TypeScript runs as it is and by its own tsconfig.json, stacks show its lines, and `actionsmith` resolves to this copy
 * of the toolkit where the plugin has none installed. Modules of two plugins have nothing in common but the toolkit and the packages that both resolve to.
 */
export async function importOfPlugin(folder: string, file: string): Promise<unknown> {
  await (prepared ??= prepare());
  if (!scopes.has(folder)) scopes.set(folder, openScope(folder));
  const importFile = await scopes.get(folder)!;
  return importFile(file);
}

/** What holds for every module outside of plugins: packages that are TypeScript, and the toolkit itself in its own tests. */
async function prepare(): Promise<void> {
  const tsx = await import('tsx/esm/api');
  tsx.register({ tsconfig: false });
  process.setSourceMapsEnabled(true);
}

/** A plugin's modules are told apart from those of others by a mark in their URL, which the hook takes from what is not the plugin's again. */
async function openScope(folder: string): Promise<ImportFile> {
  const tsx = await import('tsx/esm/api');
  const tsconfig = join(folder, 'tsconfig.json');
  const namespace = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const scope = tsx.register({ namespace, tsconfig: existsSync(tsconfig) ? tsconfig : false });
  const entries = Object.fromEntries([...toolkitEntries()].map(([name, file]) => [name, pathToFileURL(file).href]));
  const own = ['dist', 'runtime', 'generator', 'generated'].map((name) => pathToFileURL(join(toolkitRoot(), name, '/')).href);
  const data = { entries, first: runsFromSource, mark: `tsx-namespace=${namespace}`, plugin: pathToFileURL(join(folder, '/')).href, own };
  register(`data:text/javascript,${encodeURIComponent(SHARED)}#${namespace}`, { data });
  return (file) => scope.import(pathToFileURL(file).href, import.meta.url);
}

/** Runs in Node's loader thread, and therefore is text: no build step has to know of it. */
const SHARED = `
let scope;
export function initialize(data) { scope = data; }
export async function resolve(specifier, context, next) {
  const isOurs = context.parentURL?.includes(scope.mark) || specifier.includes(scope.mark);
  if (!isOurs) return next(specifier, context);
  return withoutMark(await find(specifier, context, next));
}
async function find(specifier, context, next) {
  if (!Object.hasOwn(scope.entries, specifier)) return next(specifier, context);
  if (scope.first) return next(scope.entries[specifier], context);
  try {
    return await next(specifier, context);
  } catch {
    return next(scope.entries[specifier], context);
  }
}
function withoutMark(found) {
  const within = found.url.startsWith(scope.plugin) ? scope.plugin.length : 0; // the plugin itself may be installed
  const isPackage = found.url.indexOf('/node_modules/', Math.max(0, within - 1)) !== -1;
  if (!isPackage && !scope.own.some((folder) => found.url.startsWith(folder))) return found;
  const url = new URL(found.url);
  url.searchParams.delete('tsx-namespace');
  return { ...found, url: url.href };
}`;
