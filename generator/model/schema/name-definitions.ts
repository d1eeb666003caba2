import { pascalCase } from '../../names.ts';
import type { FlatDefinition, FlatSchemas } from './flat-schemas.ts';
import { pointerParts } from './json-schema.ts';
import { sameDefinition } from './same-definition.ts';

/**
 * A name for every definition: the one its author gave it (`$defs/Optimizer`, `dataset.schema.json`). Definitions that say the same share
 * one name; two that differ are told apart by what stands around them, the nearest first: the names above them in their document, the document, its folders.
 * Never by a number, which would change its meaning with the order of things.
 */
export function nameDefinitions(
  definitions: readonly FlatDefinition[],
  flats: FlatSchemas,
  taken: Iterable<string> = [],
): Map<string, string> {
  const names = new Map<string, string>();
  const owners = new Map<string, FlatDefinition | undefined>();
  for (const name of taken) owners.set(name, undefined);
  const top = commonFolder(definitions.map(({ uri }) => uri));
  for (const definition of definitions) {
    const name = find(candidates(definition, top), (candidate) => {
      const owner = owners.get(candidate);
      return !owners.has(candidate) || (owner !== undefined && sameDefinition(owner, definition, flats));
    });
    names.set(definition.id, name!);
    owners.set(name!, owners.get(name!) ?? definition);
  }
  return names;
}

/** Ever longer ones; the last says all that there is to say, and belongs to one definition alone. */
function* candidates({ uri, pointer }: FlatDefinition, top: string): Generator<string, void, undefined> {
  const file = documentName(uri);
  const own = ownName(pointer);
  yield own === '' ? file : pascalCase(own);
  if (own !== '') yield file + pascalCase(own);
  const inside = pascalCase(pointerParts(pointer).join('-'));
  let long = own === '' ? file : file + inside;
  yield long;
  const below = decodeName(uri.slice(top.length));
  for (const folder of below.split('/').slice(0, -1).toReversed()) yield (long = pascalCase(folder) + long);
  yield spellOut(below + pointer);
}

function find(names: Iterable<string>, test: (name: string) => boolean): string | undefined {
  for (const name of names) if (test(name)) return name;
  return undefined;
}

/** What all the documents have in common, up to a slash: where a plugin lies on a disk names nothing in it. */
function commonFolder(uris: readonly string[]): string {
  const folders = uris.map((uri) => uri.slice(0, uri.lastIndexOf('/') + 1));
  let common = folders[0] ?? '';
  while (!folders.every((folder) => folder.startsWith(common))) common = common.slice(0, common.lastIndexOf('/', common.length - 2) + 1);
  return common;
}

/** Different texts give different identifiers: what is no letter or digit is written as its code. */
function spellOut(text: string): string {
  return `T${text.replace(/[^\p{L}\p{Nd}]/gu, (sign) => `_${sign.codePointAt(0)!.toString(16)}_`)}`;
}

/** The last part of the pointer that an author chose, with the keywords after it. */
function ownName(pointer: string): string {
  const parts = pointerParts(pointer);
  const isNamed = (at: number): boolean =>
    ['$defs', 'definitions', 'properties', 'patternProperties'].includes(parts[at - 1] ?? '') ||
    (parts[at - 2] === 'components' && parts[at - 1] === 'schemas'); // of an OpenAPI document
  const chosen = parts.findLastIndex((_, at) => isNamed(at));
  return (chosen === -1 ? parts : parts.slice(chosen)).join('-');
}

function documentName(uri: string): string {
  if (uri.startsWith('actionsmith:')) return `Base${pascalCase(uri.replace(/^actionsmith:|#.*$/gs, ''))}`; // an action's own params are TrainParams
  const last = /([^/?#:]*)\/?(?:[?#].*)?$/.exec(uri)?.[1] ?? '';
  return pascalCase(decodeName(last).replace(/(\.schema)?\.(json|ya?ml)$/i, ''));
}

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
