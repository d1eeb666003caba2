import { pascalCase } from '../../names.ts';
import type { FlatDefinition, FlatSchemas } from './flat-schemas.ts';
import { pointerParts } from './json-schema.ts';
import { sameDefinition } from './same-definition.ts';

/**
 * A name for every definition: the one its author gave it (`$defs/Optimizer`, `dataset.schema.json`). Definitions that say the same share
 * one name; two that differ are told apart by the name of their document, and by a number only when that is not enough.
 */
export function nameDefinitions(
  definitions: readonly FlatDefinition[],
  flats: FlatSchemas,
  taken: Iterable<string> = [],
): Map<string, string> {
  const names = new Map<string, string>();
  const owners = new Map<string, FlatDefinition | undefined>();
  for (const name of taken) owners.set(name, undefined);
  for (const definition of definitions) {
    const name = candidates(definition).find((candidate) => {
      const owner = owners.get(candidate);
      return !owners.has(candidate) || (owner !== undefined && sameDefinition(owner, definition, flats));
    });
    names.set(definition.id, name!);
    owners.set(name!, owners.get(name!) ?? definition);
  }
  return names;
}

function candidates(definition: FlatDefinition): { find(test: (name: string) => boolean): string } {
  const file = documentName(definition.uri);
  const own = ownName(definition.pointer);
  const base = own === '' ? file : pascalCase(own);
  return {
    find(test) {
      if (test(base)) return base;
      const long = own === '' ? base : file + base;
      if (test(long)) return long;
      for (let number = 2; ; number++) if (test(`${long}${number}`)) return `${long}${number}`;
    },
  };
}

/** The last part of the pointer that an author chose, with the keywords after it. */
function ownName(pointer: string): string {
  const parts = pointerParts(pointer);
  const chosen = parts.findLastIndex((_, at) => ['$defs', 'definitions', 'properties', 'patternProperties'].includes(parts[at - 1] ?? ''));
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
