import type { FlatSchemas } from '../model/schema/flat-schemas.ts';
import { isRecord, type JsonSchema, type SchemaObject } from '../model/schema/json-schema.ts';
import { keywordOf } from '../model/schema/keywords.ts';
import { referenceOf } from '../model/schema/reach-definitions.ts';
import { areDisjoint } from './are-disjoint.ts';
import { type At, type Branch, forkBranch, openBranch, type Part, VALUE_TYPES, type ValueType } from './branch.ts';
import { branchOfKeywords } from './branch-of-keywords.ts';
import { canonicalSchema } from './canonical-schema.ts';
import { joinValues, settleValues } from './join-values.ts';
import { crossBranches } from './merge-branches.ts';

/** What is read is what may be given (`input`: a default stands in for what is not there), or what comes out (`output`: it is there). */
export type Direction = 'input' | 'output';

/** More ways to fit are not told apart. */
const MOST_BRANCHES = 64;

interface Context {
  readonly fills: boolean;
  /** Names that are there when what comes next is judged, because a default was written. */
  readonly filled: Set<string>;
  readonly around: readonly string[];
}

/** Takes flat schemas apart into branches: all that a value of one type must meet, in one place. */
export class SchemaReader {
  readonly flats: FlatSchemas;
  readonly direction: Direction;
  readonly #known = new Map<string, readonly Branch[]>();
  readonly #numbers = new Map<JsonSchema, number>();

  constructor(flats: FlatSchemas, direction: Direction) {
    this.flats = flats;
    this.direction = direction;
  }

  /** The ways in which a value can fit; none: no value does. */
  branches(part: Part): readonly Branch[] {
    const key = this.keyOf(part);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const filled = new Set<string>();
    let branches = VALUE_TYPES.map((type) => openBranch(type, { schema: part.schemas.find(isRecord) ?? {} }));
    for (const schema of part.schemas) branches = crossBranches(branches, this.#read(schema, { fills: part.fills, filled, around: [] }));
    if (this.direction === 'output')
      for (const branch of branches)
        for (const [name, { at }] of branch.defaults) if (!branch.required.has(name)) branch.required.set(name, at);
    const joined = joinValues(branches.flatMap(settleValues));
    this.#known.set(key, joined);
    return joined;
  }

  /** The same for the same part. */
  keyOf({ schemas, fills }: Part): string {
    const numbers = schemas.map((schema) => {
      const target = targetOf(schema, this.flats); // a reference that says nothing else is what it leads to
      const known = this.#numbers.get(target) ?? this.#numbers.size;
      this.#numbers.set(target, known);
      return known;
    });
    return `${fills ? 'filled ' : ''}${numbers.toSorted((a, b) => a - b).join(' ')}`;
  }

  #read(schema: JsonSchema, context: Context): Branch[] {
    if (!isRecord(schema)) return schema ? VALUE_TYPES.map((type) => openBranch(type, { schema: {} })) : [];
    const { fills, filled, around } = context;
    if (fills) for (const name of defaultsOf(schema)) filled.add(name);
    const id = referenceOf(schema);
    const parts = listOf(schema['allOf']).map((part) => this.#read(part as JsonSchema, context));
    if (id !== undefined && !around.includes(id))
      parts.unshift(this.#read(this.flats.get(id).flat, { ...context, around: [...around, id] }));
    const canonical = (said: SchemaObject): string => this.#textOf(said);
    const options = { fills, filled: this.direction === 'input' ? filled : NONE, canonical };
    const own = VALUE_TYPES.filter((type) => allows(schema, type)).map((type) => branchOfKeywords(schema, type, options));
    let branches = this.#combine(
      own.filter(({ values }) => values?.list.length !== 0),
      parts,
      schema,
    );
    for (const keyword of ['anyOf', 'oneOf'])
      if (Array.isArray(schema[keyword])) branches = this.#choose(branches, schema[keyword] as JsonSchema[], { schema, keyword }, around);
    return this.#closeRest(branches, schema);
  }

  /** Where the parts have more ways to fit together than are told apart, the schema is compared by its text. */
  #combine(own: Branch[], parts: readonly (readonly Branch[])[], schema: SchemaObject): Branch[] {
    let branches = own;
    for (const part of parts) {
      if (branches.length * part.length > MOST_BRANCHES * 16) return this.#opaquely(own, { schema, keyword: 'allOf' }, schema);
      branches = crossBranches(branches, part);
    }
    return branches;
  }

  /** A default in a branch is not filled in. Of `oneOf`, that no two may fit is said apart, unless no two can. */
  #choose(branches: Branch[], alternatives: readonly JsonSchema[], at: At, around: readonly string[]): Branch[] {
    const read = alternatives.map((alternative) => this.#read(alternative, { fills: false, filled: new Set(), around }));
    if (branches.length * read.flat().length > MOST_BRANCHES * 16) return this.#opaquely(branches, at);
    const chosen = crossBranches(branches, read.flat());
    if (chosen.length > MOST_BRANCHES) return this.#opaquely(branches, at);
    return at.keyword === 'anyOf' || areDisjoint(read, this) ? chosen : this.#opaquely(chosen, at);
  }

  /** What `unevaluated…` leaves to itself is known where nothing depends on the value; else the whole schema is compared by its text. */
  #closeRest(given: Branch[], schema: SchemaObject): Branch[] {
    let branches = given;
    for (const [keyword, type] of [
      ['unevaluatedProperties', 'object'],
      ['unevaluatedItems', 'array'],
    ] as const) {
      if (schema[keyword] === undefined || schema[keyword] === true) continue;
      const at = { schema, keyword };
      const rest: Part = { schemas: [schema[keyword] as JsonSchema], fills: false };
      const isPlain = keyword === 'unevaluatedProperties' && !this.#depends(schema, new Set());
      branches = branches.map((one) => {
        if (one.type !== type) return one;
        const branch = forkBranch(one);
        if (!isPlain) branch.opaque.set(this.#textOf(schema), { keyword, at });
        else if (branch.others.at === undefined) branch.others = { part: rest, at };
        return branch;
      });
    }
    return branches;
  }

  #depends(schema: JsonSchema, seen: Set<string>): boolean {
    if (!isRecord(schema)) return false;
    if (['anyOf', 'oneOf', 'if', 'not', 'dependentSchemas'].some((keyword) => keyword in schema)) return true;
    const id = referenceOf(schema);
    if (id !== undefined && !seen.has(id) && this.#depends(this.flats.get(id).flat, seen.add(id))) return true;
    return listOf(schema['allOf']).some((part) => this.#depends(part as JsonSchema, seen));
  }

  #opaquely(branches: readonly Branch[], at: At, said: SchemaObject = { [at.keyword!]: at.schema[at.keyword!] }): Branch[] {
    const text = this.#textOf(said);
    return branches.map((given) => {
      const branch = forkBranch(given);
      branch.opaque.set(text, { keyword: at.keyword!, at });
      return branch;
    });
  }

  #textOf(said: SchemaObject): string {
    return (
      canonicalSchema(said, this.flats) ??
      `too long to be compared: ${this.keyOf({ schemas: [said], fills: false })} of ${this.direction} ${serial++}`
    );
  }
}

/** So that no text that is too long is the same as another one. */
let serial = 0;
const NONE: ReadonlySet<string> = new Set();

function targetOf(start: JsonSchema, flats: FlatSchemas): JsonSchema {
  const seen = new Set<JsonSchema>();
  let schema = start;
  while (isRecord(schema) && !seen.has(schema)) {
    seen.add(schema);
    const id = referenceOf(schema);
    if (id === undefined || Object.keys(schema).some((name) => name !== '$ref' && keywordOf(name, '2020-12')?.role !== 'annotation')) break;
    schema = flats.get(id).flat;
  }
  return schema;
}

function allows({ type }: SchemaObject, wanted: ValueType): boolean {
  return type === undefined || listOf(type).some((name) => (name === 'integer' ? 'number' : name) === wanted);
}

function defaultsOf({ properties }: SchemaObject): string[] {
  const declared = Object.entries(isRecord(properties) ? properties : {});
  return declared.filter(([, property]) => isRecord(property) && 'default' in property).map(([name]) => name);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value];
}
