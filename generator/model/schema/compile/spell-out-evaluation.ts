import { isRecord, type SchemaObject } from '../json-schema.ts';

/**
 * A schema said in other words, where ajv does not follow what `unevaluatedProperties` and `unevaluatedItems` ask for: it lets an `if` that
 * failed count as evaluated and one without branches not at all, and forgets that an item which fits `contains` is evaluated (core, 11.2).
 */
export function spellOutEvaluation(schema: SchemaObject): SchemaObject {
  const spelled = 'if' in schema ? withoutIf(schema) : schema;
  const unevaluated = spelled['unevaluatedItems'];
  if (unevaluated === undefined || unevaluated === true) return spelled;
  const contained = containedIn(spelled);
  return contained.length === 0 ? spelled : { ...spelled, unevaluatedItems: { anyOf: [unevaluated, ...contained] } };
}

/** `if a then b else c` is `(a and b) or (not a and c)`. */
function withoutIf({ if: condition, then: yes = true, else: no = true, ...rest }: SchemaObject): SchemaObject {
  const either = { anyOf: [{ allOf: [condition, yes] }, { allOf: [{ not: condition }, no] }] };
  return { ...rest, allOf: [...(Array.isArray(rest['allOf']) ? (rest['allOf'] as unknown[]) : []), either] };
}

/** What `contains` asks for in all parts that certainly apply. */
function containedIn(schema: unknown): unknown[] {
  if (!isRecord(schema)) return [];
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as unknown[]) : [];
  return [...('contains' in schema ? [schema['contains']] : []), ...parts.flatMap(containedIn)];
}
