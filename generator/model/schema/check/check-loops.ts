import { flatSchemas, type FlatDefinition } from '../flat-schemas.ts';
import { isRecord, type SchemaRoot } from '../json-schema.ts';
import { reachDefinitions, referenceOf } from '../reach-definitions.ts';
import type { SchemaBundle } from '../schema-bundle.ts';
import type { SchemaProblem } from '../schema-problem.ts';
import { subschemas } from '../subschemas.ts';

/** Keywords whose schemas look at the same value as the schema around them. */
const IN_PLACE = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas']);

/** References that come back to their start without ever going into the value: no validator would come to an end. */
export function checkLoops(bundle: SchemaBundle, root: SchemaRoot): SchemaProblem[] {
  const flats = flatSchemas(bundle);
  const next = new Map(reachDefinitions(flats, [flats.root(root)]).map((definition) => [definition.id, inPlaceReferences(definition)]));
  const open = new Set<string>();
  const done = new Set<string>();
  const loops = new Set<string>();
  for (const start of next.keys()) {
    const path: string[] = [start]; // a list of work, not recursion: chains may be thousands long
    while (path.length > 0) {
      const id = path.at(-1)!;
      if (done.has(id) || open.has(id)) {
        path.pop();
        open.delete(id);
        done.add(id);
        continue;
      }
      open.add(id);
      for (const target of next.get(id) ?? []) {
        if (open.has(target)) loops.add(target);
        else if (!done.has(target)) path.push(target);
      }
    }
  }
  return [...loops].map((id) => {
    const { uri, pointer } = flats.get(id);
    return { code: 'SCHEMA_REF_LOOP', data: { ref: `#${pointer}` }, uri, pointer };
  });
}

function inPlaceReferences({ flat }: FlatDefinition): string[] {
  const found: string[] = [];
  const work: unknown[] = [flat];
  for (let schema = work.pop(); schema !== undefined; schema = work.pop()) {
    if (!isRecord(schema)) continue;
    const id = referenceOf(schema);
    if (id !== undefined) found.push(id);
    for (const inner of subschemas(schema, '2020-12')) if (IN_PLACE.has(inner.keyword)) work.push(inner.schema);
  }
  return found;
}
