import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isRecord } from '../model/schema/json-schema.ts';
import type { PluginModel } from '../model/plugin-model.ts';
import { valuesOf } from '../plan/values-of.ts';
import type { Contract } from '../read/contract.ts';

/**
 * Which files the code of each action was made from, by key: those that its schemas stand in, and all that these refer to. Undefined where the schemas
 * of one action may decide what those of another one mean: by an `$id`, which names a schema everywhere, `schema_map`, or modules of the author.
 */
export function traceInputs({ root, config, files }: Contract, model: PluginModel): ReadonlyMap<string, readonly string[]> | undefined {
  const value = isRecord(config.value) ? config.value : {};
  if ('schema_map' in value || files.zod.inputs().length > 0) return undefined;
  const actions = isRecord(value['actions']) ? value['actions'] : {};
  const links = new Map<string, Links>();
  const linksOf = (uri: string): Links => {
    const known = links.get(uri) ?? findLinks(files.document(uri)?.value, uri);
    links.set(uri, known);
    return known;
  };
  const inputs = new Map<string, readonly string[]>();
  for (const action of model.actions) {
    const own = actions[action.key];
    const inline = findLinks(own, config.uri);
    const steps = isRecord(own) && typeof own['steps'] === 'string' ? [pathToUri(root, own['steps'])] : [];
    const reached = new Set([...valuesOf(action).map(({ root: { uri } }) => uri), ...inline.targets, ...steps]);
    reached.delete(config.uri);
    let named = inline.named;
    for (const uri of reached) {
      const found = linksOf(uri);
      named ||= found.named;
      for (const target of found.targets) if (target !== config.uri) reached.add(target);
      if (found.targets.includes(config.uri)) return undefined; // a part of config.yaml that is not the action's own
    }
    if (named) return undefined;
    inputs.set(action.key, [...reached].flatMap(pathOf));
  }
  return inputs;
}

interface Links {
  /** URIs of documents, without a fragment. */
  readonly targets: readonly string[];
  /** Whether something in it takes a name that others may use. */
  readonly named: boolean;
}

const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef', '$schema'];
const NAMES = ['$id', 'id'];

/** Wherever such a keyword stands: one in an example costs a look too many, and never one too few. */
function findLinks(value: unknown, uri: string): Links {
  const targets = new Set<string>();
  let named = false;
  const work: unknown[] = [value];
  for (let next = work.pop(); work.length > 0 || next !== undefined; next = work.pop()) {
    if (Array.isArray(next)) work.push(...(next as unknown[]));
    else if (isRecord(next)) {
      for (const [key, inner] of Object.entries(next)) {
        if (typeof inner === 'object') work.push(inner);
        else if (typeof inner === 'string' && REFERENCES.includes(key)) targets.add(documentOf(inner, uri));
        else if (typeof inner === 'string' && NAMES.includes(key)) named = true;
      }
    }
  }
  targets.delete(uri);
  return { targets: [...targets], named };
}

function documentOf(reference: string, uri: string): string {
  try {
    const url = new URL(reference, uri);
    url.hash = '';
    return url.href;
  } catch {
    return uri; // no reference at all, which the check has told
  }
}

function pathToUri(root: string, path: string): string {
  return pathToFileURL(resolve(root, path)).href;
}

/** Other URIs are of meta-schemas and base schemas: they come with the toolkit. */
function pathOf(uri: string): string[] {
  return uri.startsWith('file:') ? [fileURLToPath(uri)] : [];
}
