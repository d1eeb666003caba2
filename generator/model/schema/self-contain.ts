import { closeSchema } from './close-schema.ts';
import { flatSchemas, type FlatDefinition } from './flat-schemas.ts';
import { isRecord, type JsonSchema, type SchemaRoot } from './json-schema.ts';
import { nameDefinitions } from './name-definitions.ts';
import { reachDefinitions, referenceOf, referencesIn, referenceTo } from './reach-definitions.ts';
import type { SchemaBundle } from './schema-bundle.ts';
import { mapSubschemas } from './subschemas.ts';

export interface SelfContainOptions {
  /** Refuse unknown properties at the top unless the schema decides itself: the rule for params. */
  readonly closeRoot?: boolean;
}

/**
 * The schema of `root` alone: draft 2020-12, every reference `#/$defs/<name>`, no `$id`, no anchors. For validators, contract hashes, flags and forms.
 * What it says depends on nothing but the schemas it reaches.
 */
export function selfContain(bundle: SchemaBundle, root: SchemaRoot, options: SelfContainOptions = {}): JsonSchema {
  const flats = flatSchemas(bundle);
  const start = flats.root(root);
  const definitions = reachDefinitions(flats, [start]);
  const names = nameDefinitions(definitions, flats);
  const refersToItself = definitions.some((definition) => referencesIn(definition.flat).includes(start.id));
  const defs = definitionsByName(refersToItself ? definitions : definitions.slice(1), names);
  const flat = options.closeRoot === true ? closeSchema(start.flat, flats) : start.flat;
  if (refersToItself && flat === start.flat) return { $ref: referenceTo(names.get(start.id)!), $defs: defs };
  const schema = renameReferences(flat, names);
  return isRecord(schema) && Object.keys(defs).length > 0 ? { ...schema, $defs: defs } : schema;
}

/** The definitions under their names, with references by name. */
export function definitionsByName(definitions: readonly FlatDefinition[], names: ReadonlyMap<string, string>): Record<string, JsonSchema> {
  return Object.fromEntries(definitions.map((definition) => [names.get(definition.id)!, renameReferences(definition.flat, names)]));
}

/** A flat schema whose references say names instead of ids. */
export function renameReferences(schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
  if (!isRecord(schema)) return schema;
  const id = referenceOf(schema);
  const named = id === undefined ? schema : { ...schema, $ref: referenceTo(names.get(id) ?? id) };
  return mapSubschemas(named, (inner) => renameReferences(inner as JsonSchema, names));
}
