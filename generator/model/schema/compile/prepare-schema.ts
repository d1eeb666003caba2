import { definitionFills, FILLING } from '../fills-defaults.ts';
import type { FlatSchemas } from '../flat-schemas.ts';
import { isRecord, type JsonSchema, type SchemaObject } from '../json-schema.ts';
import { referenceOf, referenceTo } from '../reach-definitions.ts';
import { BLIND, FILL, OWN } from './marks.ts';
import { spellOutContains } from './spell-out-contains.ts';
import { spellOutEvaluation } from './spell-out-evaluation.ts';
import { mapSubschemas, subschemas } from '../subschemas.ts';
import { keywordOf } from '../keywords.ts';

/** How the name of a definition ends that is compiled in the form that fills in defaults. */
export const FILLED = '-filled';

/** A definition in one of its two forms: with its defaults filled in, or leaving the value as it is. */
export interface Use {
  readonly id: string;
  readonly filled: boolean;
}

export interface Preparing {
  readonly flats: FlatSchemas;
  /** What a definition is called in the form that is needed. */
  readonly nameOf: (use: Use) => string;
  /** Whether conditions and `contains` are said in words that evaluate nothing by themselves. */
  readonly spellsOut: boolean;
}

/**
 * A flat schema for the compiler: no annotations, and defaults only where they may be written. Below `anyOf`, `oneOf`, `if` and the like a
 * default must not be: the branch may fail later, and what it wrote would change the verdict of the next one. The compiler minds this inside
 * one schema, and not across a reference; so what is referred to from there is compiled a second time, without defaults.
 */
export function prepareSchema(schema: JsonSchema, { id: definition, filled }: Use, { flats, nameOf, spellsOut }: Preparing): JsonSchema {
  const isBlind = flats.bundle.draftOf(flats.get(definition).source) === '2019-09';
  const prepare = (inner: unknown, fills: boolean): JsonSchema => {
    if (!isRecord(inner)) return inner as JsonSchema;
    const spelled = spellsOut ? spellOutContains(inner, flats.get(definition), flats) : inner;
    const kept = Object.fromEntries(Object.entries(spelled).filter(([name]) => decides(name)));
    const first = referenceOf(inner);
    if (first !== undefined) {
      const id = lastOf(first, flats);
      const use = { id, filled: fills && definitionFills(id, flats) };
      kept['$ref'] = referenceTo(nameOf(use));
    }
    const defaults = fills ? defaultsOf(inner) : [];
    if (defaults.length > 0) kept[FILL] = Object.fromEntries(defaults);
    if (isBlind && !spellsOut && 'contains' in kept) kept[BLIND] = true;
    const prepared = mapSubschemas(spellsOut ? spellOutEvaluation(kept) : kept, (next, name) => prepare(next, fills && FILLING.has(name)));
    if (!fills || !writes(prepared)) return prepared;
    const composed = first !== undefined || 'allOf' in prepared || 'if' in prepared;
    return { ...(composed && defaults.length > 0 ? fillFirst(prepared) : prepared), [OWN]: true };
  };
  return prepare(schema, filled);
}

/** Whether something is written into the value, or into something in it. */
function writes(schema: SchemaObject): boolean {
  if (FILL in schema || OWN in schema || isFilledReference(schema)) return true;
  return [...subschemas(schema, '2020-12')].some(({ keyword, schema: inner }) => FILLING.has(keyword) && isRecord(inner) && writes(inner));
}

function isFilledReference({ $ref }: SchemaObject): boolean {
  return typeof $ref === 'string' && $ref.endsWith(FILLED);
}

/** A definition that only refers decides nothing; the compiler follows such chains by recursion, and from each of their links. */
function lastOf(start: string, flats: FlatSchemas): string {
  const seen = new Set<string>();
  for (let id = start; ; seen.add(id)) {
    const { flat } = flats.get(id);
    const next = isRecord(flat) ? referenceOf(flat) : undefined;
    const saysMore = isRecord(flat) && Object.keys(flat).some((name) => name !== '$ref' && !NOTES.has(name) && decides(name));
    if (next === undefined || saysMore || seen.has(next)) return id;
    id = next;
  }
}

/** What a schema is composed of comes before what it says itself; but its own defaults win over those of its base, and are what its `if` asks for. */
function fillFirst({ [FILL]: defaults, $ref, allOf, ...rest }: SchemaObject): SchemaObject {
  const names = Object.keys(defaults as SchemaObject);
  const own = { [FILL]: defaults, properties: Object.fromEntries(names.map((name) => [name, true])) };
  const base = $ref === undefined ? [] : [{ $ref }];
  return { ...rest, allOf: [own, ...base, ...(Array.isArray(allOf) ? (allOf as unknown[]) : [])] };
}

function defaultsOf({ properties }: SchemaObject): [string, unknown][] {
  if (!isRecord(properties)) return [];
  return Object.entries(properties).flatMap(([name, property]) =>
    isRecord(property) && 'default' in property ? [[name, property['default']]] : [],
  );
}

/** The notes are kept for the sentence that explains an `if`. */
function decides(name: string): boolean {
  const role = keywordOf(name, '2020-12')?.role;
  return role === 'assertion' || role === 'applicator' || name === 'format' || NOTES.has(name) || name === '$ref';
}

const NOTES = new Set(['$comment', 'x-message']);
