import type { FlatDefinition, FlatSchemas } from '../flat-schemas.ts';
import { isRecord, type SchemaObject } from '../json-schema.ts';
import { referenceOf } from '../reach-definitions.ts';

/** Items that a `contains` evaluates where all of `conditions` hold. */
interface Contained {
  readonly conditions: readonly unknown[];
  readonly items: unknown;
}

/** Alternatives double what is written out: more than this is refused, not answered wrongly. */
const MOST_CASES = 16;

/** What was written out already. */
const done = new WeakSet<SchemaObject>();

/**
 * `unevaluatedItems` said in other words, for a printer that does not note which items fit `contains`, and so are evaluated (core 2020-12, 11.2): one case
 * for each way in which the conditions around the `contains` may hold. In draft 2019-09 `contains` evaluates nothing.
 */
export function spellOutContains(schema: SchemaObject, definition: FlatDefinition, flats: FlatSchemas): SchemaObject {
  const { unevaluatedItems, ...rest } = schema;
  if (unevaluatedItems === undefined || unevaluatedItems === true || done.has(schema)) return schema;
  const contained = [...containedIn(schema, [], definition, flats)];
  if (contained.length === 0) return schema;
  let cases = 0;
  const toCase = (items: readonly unknown[]): SchemaObject => {
    if (++cases > MOST_CASES)
      throw new Error(`unevaluatedItems beside contains in so many alternatives that it has more than ${MOST_CASES} cases`);
    const one = { ...schema, unevaluatedItems: { anyOf: [unevaluatedItems, ...items] } };
    done.add(one);
    return one;
  };
  if (contained.every(({ conditions }) => conditions.length === 0)) return toCase(contained.map(({ items }) => items));
  return { ...rest, allOf: [...(Array.isArray(rest['allOf']) ? (rest['allOf'] as unknown[]) : []), divide(contained, toCase)] };
}

/** Every `contains` that speaks of the same list, and the schemas that must hold for it to count. */
function* containedIn(
  schema: unknown,
  conditions: readonly unknown[],
  definition: FlatDefinition,
  flats: FlatSchemas,
): Generator<Contained> {
  if (!isRecord(schema)) return;
  const inside = (inner: unknown, ...more: readonly unknown[]): Generator<Contained> =>
    containedIn(inner, [...conditions, ...more], definition, flats);
  if ('contains' in schema && flats.bundle.draftOf(definition.source) !== '2019-09') yield { conditions, items: schema['contains'] };
  const id = referenceOf(schema);
  if (id !== undefined) yield* containedIn(flats.get(id).flat, conditions, flats.get(id), flats); // never in a circle: that was refused
  for (const part of listOf(schema, 'allOf')) yield* inside(part);
  for (const branch of [...listOf(schema, 'anyOf'), ...listOf(schema, 'oneOf')]) yield* inside(branch, branch);
  const { if: condition } = schema; // dependentSchemas speaks of objects only
  if (condition !== undefined) {
    yield* inside(condition, condition);
    yield* inside(schema['then'], condition);
    yield* inside(schema['else'], { not: condition });
  }
}

function divide(contained: readonly Contained[], toCase: (items: readonly unknown[]) => SchemaObject): SchemaObject {
  const condition = contained.find(({ conditions }) => conditions.length > 0)?.conditions[0];
  if (condition === undefined) return toCase(contained.map(({ items }) => items));
  const holding = contained.map(({ conditions, items }): Contained => ({
    conditions: conditions.filter((one) => one !== condition),
    items,
  }));
  const others = contained.filter(({ conditions }) => !conditions.includes(condition));
  return { anyOf: [{ allOf: [condition, divide(holding, toCase)] }, { allOf: [{ not: condition }, divide(others, toCase)] }] };
}

function listOf(schema: SchemaObject, keyword: string): readonly unknown[] {
  return Array.isArray(schema[keyword]) ? (schema[keyword] as unknown[]) : [];
}
