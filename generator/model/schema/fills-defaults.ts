import { flatSchemas, type FlatSchemas } from './flat-schemas.ts';
import { isRecord, type JsonSchema, type SchemaObject, type SchemaRoot } from './json-schema.ts';
import { referenceOf } from './reach-definitions.ts';
import type { SchemaBundle } from './schema-bundle.ts';
import { subschemas } from './subschemas.ts';

/**
 * Below these keywords a default is written into the value. Not below `anyOf`, `oneOf`, `if` … : a branch that fails must leave nothing behind.
 */
export const FILLING: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'items',
  'prefixItems',
  'allOf',
]);

/** Whether the value that comes out of the validator of `root` may have more properties than the one that went in. */
export function fillsDefaults(bundle: SchemaBundle, root: SchemaRoot): boolean {
  const flats = flatSchemas(bundle);
  return definitionFills(flats.root(root).id, flats);
}

const fillingOf = new WeakMap<FlatSchemas, Map<string, boolean>>();

/** The same for a definition. */
export function definitionFills(id: string, flats: FlatSchemas): boolean {
  const known = fillingOf.get(flats) ?? new Map<string, boolean>();
  fillingOf.set(flats, known);
  if (!known.has(id)) noteFilling(id, flats, known);
  return known.get(id)!;
}

/** Answers for the definition and all that it leads to at once: chains of references may be thousands long. */
function noteFilling(start: string, flats: FlatSchemas, known: Map<string, boolean>): void {
  const referrers = new Map<string, string[]>([[start, []]]);
  const filling = new Set<string>();
  for (const id of referrers.keys()) {
    const { found, references } = look(flats.get(id).flat);
    if (found || known.get(id) === true) filling.add(id);
    for (const reference of references) {
      const others = referrers.get(reference);
      if (others === undefined) referrers.set(reference, [id]);
      else others.push(id);
    }
  }
  for (const id of filling) for (const referrer of referrers.get(id)!) filling.add(referrer);
  for (const id of referrers.keys()) known.set(id, filling.has(id));
}

function look(schema: JsonSchema): { found: boolean; references: string[] } {
  const references: string[] = [];
  let found = false;
  const work: SchemaObject[] = isRecord(schema) ? [schema] : [];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const id = referenceOf(next);
    if (id !== undefined) references.push(id);
    for (const { keyword, schema: inner } of subschemas(next, '2020-12')) {
      if (!isRecord(inner) || !FILLING.has(keyword)) continue;
      if (keyword === 'properties' && 'default' in inner) found = true;
      work.push(inner);
    }
  }
  return { found, references };
}
