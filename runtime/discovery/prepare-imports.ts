import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runsFromSource, toolkitEntries } from './toolkit-entries.ts';

let isPrepared = false;

/**
 * From here on this process can import a plugin: its TypeScript runs as it is, stacks show its lines, and `actionsmith` resolves to this copy of the
 * toolkit where the plugin has none installed. Once a process; the first plugin's tsconfig.json counts.
 */
export async function prepareImports(folder: string): Promise<void> {
  if (isPrepared) return;
  isPrepared = true;
  const tsconfig = join(folder, 'tsconfig.json');
  const tsx = await import('tsx/esm/api');
  tsx.register({ tsconfig: existsSync(tsconfig) ? tsconfig : false });
  process.setSourceMapsEnabled(true);
  const entries = Object.fromEntries([...toolkitEntries()].map(([name, file]) => [name, pathToFileURL(file).href]));
  register(`data:text/javascript,${encodeURIComponent(FALLBACK)}`, { data: { entries, first: runsFromSource } });
}

/** Runs in Node's loader thread, and therefore is text: no build step has to know of it. */
const FALLBACK = `
let toolkit;
export function initialize(data) { toolkit = data; }
export async function resolve(specifier, context, next) {
  if (!Object.hasOwn(toolkit.entries, specifier)) return next(specifier, context);
  if (toolkit.first) return next(toolkit.entries[specifier], context);
  try {
    return await next(specifier, context);
  } catch {
    return next(toolkit.entries[specifier], context);
  }
}`;
