import { canonicalJson } from '../model/contract-hash.ts';
import type { FlatSchemas } from '../model/schema/flat-schemas.ts';
import { isRecord } from '../model/schema/json-schema.ts';
import { keywordOf } from '../model/schema/keywords.ts';
import { referenceOf } from '../model/schema/reach-definitions.ts';
import { mapSubschemas } from '../model/schema/subschemas.ts';

/** More text than this is not compared: then nothing is the same as it. */
const MOST_SCHEMAS = 2000;

/**
 * What a flat schema says, as text that is the same for the same meaning in other words: without descriptions, with its references written out,
 * and a circle as the way back. Undefined where that is too much text.
 */
export function canonicalSchema(schema: unknown, flats: FlatSchemas): string | undefined {
  let count = 0;
  const resolve = (inner: unknown, around: readonly string[]): unknown => {
    if (!isRecord(inner) || ++count > MOST_SCHEMAS) return inner;
    const decides = Object.fromEntries(Object.entries(inner).filter(([keyword]) => isDeciding(keyword)));
    const id = referenceOf(decides);
    const { $ref: _, ...others } = mapSubschemas(decides, (next) => resolve(next, around));
    if (id === undefined) return sorted(others);
    const back = around.lastIndexOf(id);
    const target = back >= 0 ? { back: around.length - back } : resolve(flats.get(id).flat, [...around, id]);
    return Object.keys(others).length === 0 ? target : { ...sorted(others), target };
  };
  const resolved = resolve(schema, []);
  return count > MOST_SCHEMAS ? undefined : canonicalJson(resolved);
}

function isDeciding(keyword: string): boolean {
  const known = keywordOf(keyword, '2020-12');
  return known === undefined ? keyword === 'x-rules' || keyword === 'x-validate' : known.role !== 'annotation' || keyword === 'format';
}

/** Lists whose order means nothing in one order, and a constant as a list of one. */
function sorted({ const: constant, ...schema }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const whole: Record<string, unknown> = constant === undefined ? { ...schema } : { ...schema, enum: [constant] };
  for (const keyword of ['required', 'type', 'enum'])
    if (Array.isArray(whole[keyword]))
      whole[keyword] = (whole[keyword] as unknown[]).toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  if (Array.isArray(whole['type']) && whole['type'].length === 1) [whole['type']] = whole['type'] as unknown[];
  return whole;
}
