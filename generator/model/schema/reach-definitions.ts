import type { FlatDefinition, FlatSchemas } from './flat-schemas.ts';
import { isRecord, type JsonSchema, type SchemaObject } from './json-schema.ts';
import { subschemas } from './subschemas.ts';

const PREFIX = '#/$defs/';

/** The definitions that the roots need, in the order they are met: the roots first. */
export function reachDefinitions(flats: FlatSchemas, roots: readonly FlatDefinition[]): FlatDefinition[] {
  const reached = new Map(roots.map((root) => [root.id, root]));
  for (const definition of reached.values()) {
    for (const id of referencesIn(definition.flat)) if (!reached.has(id)) reached.set(id, flats.get(id));
  }
  return [...reached.values()];
}

/** The ids that a flat schema refers to, itself and everything inside it. */
export function referencesIn(schema: JsonSchema): string[] {
  const found = new Set<string>();
  const work: SchemaObject[] = isRecord(schema) ? [schema] : [];
  for (let next = work.shift(); next !== undefined; next = work.shift()) {
    const id = referenceOf(next);
    if (id !== undefined) found.add(id);
    for (const { schema: inner } of subschemas(next, '2020-12')) if (isRecord(inner)) work.push(inner);
  }
  return [...found];
}

/** The id that a flat schema refers to at its top. */
export function referenceOf(schema: SchemaObject): string | undefined {
  const ref = schema['$ref'];
  return typeof ref === 'string' && ref.startsWith(PREFIX) ? ref.slice(PREFIX.length) : undefined;
}

/** The reference to the definition that is called `name`. */
export function referenceTo(name: string): string {
  return PREFIX + name;
}
