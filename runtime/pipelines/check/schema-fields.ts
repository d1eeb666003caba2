import { conjuncts, isObject, listOf, type SchemaObject, type SchemaPart } from './schema-types.ts';

/** A field as a schema declares it. */
export interface Field extends SchemaPart {
  /** Never missing, in what comes out of an action; to be given, in what goes into one. */
  readonly isRequired: boolean;
  readonly hasDefault: boolean;
}

/** The fields that an object has by its schema. One of an alternative (`anyOf`, `then`) is there too, and is not required. */
export function fieldsOf(part: SchemaPart): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  collect(part, true, fields, new Set());
  return fields;
}

function collect(part: SchemaPart, isCertain: boolean, fields: Map<string, Field>, seen: Set<unknown>): void {
  const all = conjuncts(part);
  const required = new Set(isCertain ? all.flatMap((one) => listOf(one['required'])) : []);
  for (const one of all) {
    if (seen.has(one)) continue;
    seen.add(one);
    for (const [name, schema] of Object.entries(isObject(one['properties']) ? one['properties'] : {})) {
      const known = fields.get(name);
      const parts = { schema, root: part.root };
      fields.set(name, {
        ...(known ?? parts),
        isRequired: required.has(name) || (known?.isRequired ?? false),
        hasDefault: conjuncts(parts).some((said) => 'default' in said) || (known?.hasDefault ?? false),
      });
    }
    for (const alternative of alternativesOf(one)) collect({ schema: alternative, root: part.root }, false, fields, seen);
  }
}

function alternativesOf(schema: SchemaObject): unknown[] {
  const dependent = isObject(schema['dependentSchemas']) ? Object.values(schema['dependentSchemas']) : [];
  return [...listOf(schema['anyOf']), ...listOf(schema['oneOf']), schema['then'], schema['else'], ...dependent].filter(isObject);
}
