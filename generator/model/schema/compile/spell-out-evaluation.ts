import type { SchemaObject } from '../json-schema.ts';

/**
 * A schema said in other words, for a printer that asks `anyOf` and `allOf` what they have evaluated, and no `if` (core, 11.2): `if a then b else c` is
 * `(a and b) or (not a and c)`.
 */
export function spellOutEvaluation(schema: SchemaObject): SchemaObject {
  if (!('if' in schema)) return schema;
  const { if: condition, then: yes = true, else: no = true, ...rest } = schema;
  const either = { anyOf: [{ allOf: [condition, yes] }, { allOf: [{ not: condition }, no] }] };
  return { ...rest, allOf: [...(Array.isArray(rest['allOf']) ? (rest['allOf'] as unknown[]) : []), either] };
}
