import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-version.ts';

/** What the names of base schemas start with: `$ref: actionsmith:train.params`. They ship with the toolkit, in schemas/base/. */
export const BASE_SCHEMA = 'actionsmith:';

const ENDING = '.schema.json';
const loaded = new Map<string, unknown>();

/** The file of the base schema that a URI names (a fragment is ignored). Undefined for other URIs, and for names that no base schema has. */
export function baseSchemaPath(uri: string): string | undefined {
  if (!uri.startsWith(BASE_SCHEMA)) return undefined;
  const name = uri.slice(BASE_SCHEMA.length).replace(/#.*$/s, '');
  return baseSchemaNames().includes(name) ? join(folder(), name + ENDING) : undefined;
}

/** The same object each time, so that a schema is one schema however many actions extend it. */
export function loadBaseSchema(path: string): unknown {
  if (!loaded.has(path)) loaded.set(path, JSON.parse(readFileSync(path, 'utf8')));
  return loaded.get(path);
}

let names: readonly string[] | undefined;

/** In the order of the alphabet: add-task-data.params, dataset.params … */
export function baseSchemaNames(): readonly string[] {
  names ??= readdirSync(folder())
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .toSorted();
  return names;
}

function folder(): string {
  return join(packageRoot(), 'schemas', 'base');
}
