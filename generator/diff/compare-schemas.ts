import { isRecord } from '../model/schema/json-schema.ts';
import { type At, type Branch, itemPart, type Part, VALUE_TYPES } from './branch.ts';
import { type ChangeKind, changeKinds } from './change-kinds.ts';
import { compareFields } from './compare-fields.ts';
import { compareScalars } from './compare-scalars.ts';
import { compareValues } from './compare-values.ts';
import { pairBranches } from './pair-branches.ts';
import { sameSchema } from './same-schema.ts';
import type { Report } from './schema-change.ts';
import type { Direction, SchemaReader } from './schema-reader.ts';

/** More places are not looked at: then it is said that the rest was not compared. */
const MOST_PLACES = 100_000;
const DEEPEST = 200;
const TOO_MUCH = 'cannot be compared: there is too much of it';
/** So many places are looked at only to ask whether one alternative takes what another one takes. */
const MOST_QUESTIONS = 5_000;

/** The comparison of two schemas, shared by all of its parts. */
export interface Comparison {
  readonly oldReader: SchemaReader;
  readonly newReader: SchemaReader;
  readonly direction: Direction;
  readonly report: Report;
  readonly compare: (old: Part, now: Part, path: string) => void;
  /** Whether a value that fits the one always fits the other, and the other way round. */
  readonly relate: (old: Branch, now: Branch) => { readonly narrows: boolean; readonly widens: boolean };
}

/** Reports every change between what two schemas accept. What cannot be decided is reported as such; a place is looked at once, so circles end. */
export function compareSchemas(
  old: Part,
  now: Part,
  readers: { readonly old: SchemaReader; readonly now: SchemaReader },
  report: Report,
): void {
  const questions: Questions = { left: MOST_QUESTIONS, open: new Map(), same: new Map() };
  new Comparing(readers.old, readers.now, report, questions, false).compare(old, now, '');
}

/** What is asked about pairs of alternatives, shared by all who ask. */
interface Questions {
  left: number;
  /** Asked and not answered yet: in a circle, the answer is what the rest of the circle says. */
  readonly open: Map<Branch, Set<Branch>>;
  /** By part: whether the two plainly say the same. */
  readonly same: Map<string, boolean>;
}

class Comparing implements Comparison {
  readonly oldReader: SchemaReader;
  readonly newReader: SchemaReader;
  readonly direction: Direction;
  readonly report: Report;
  readonly #seen = new Set<string>();
  readonly #questions: Questions;
  readonly #asks: boolean;
  #depth = 0;

  constructor(oldReader: SchemaReader, newReader: SchemaReader, report: Report, questions: Questions, asks: boolean) {
    [this.oldReader, this.newReader, this.report] = [oldReader, newReader, report];
    this.direction = oldReader.direction;
    this.#questions = questions;
    this.#asks = asks;
  }

  compare = (old: Part, now: Part, path: string): void => {
    const key = `${this.oldReader.keyOf(old)} / ${this.newReader.keyOf(now)}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const place = { path, old: placeOf(old), new: placeOf(now) };
    if (this.#seen.size > MOST_PLACES || this.#depth === DEEPEST || (this.#asks && --this.#questions.left < 0))
      return this.report({ kind: 'cannot-compare', ...place, message: TOO_MUCH });
    if (this.#isSame(key, old, now)) return;
    this.#depth++;
    const [before, after] = [this.oldReader.branches(old), this.newReader.branches(now)];
    this.#compareTypes(before, after, place);
    for (const type of VALUE_TYPES) {
      const [ones, twos] = [before, after].map((branches) => branches.filter((branch) => branch.type === type));
      if (ones!.length > 0 && twos!.length > 0) this.#compareBranches(ones!, twos!, path);
    }
    this.#depth--;
  };

  #isSame(key: string, old: Part, now: Part): boolean {
    const known = this.#questions.same.get(key);
    if (known !== undefined) return known;
    const [ones, twos] = [this.oldReader.flats, this.newReader.flats];
    const same =
      old.fills === now.fills &&
      old.schemas.length === now.schemas.length &&
      old.schemas.every((schema, at) => sameSchema(schema, now.schemas[at], ones, twos));
    this.#questions.same.set(key, same);
    return same;
  }

  relate = (old: Branch, now: Branch): { narrows: boolean; widens: boolean } => {
    const { left, open } = this.#questions;
    if (left < 0) return { narrows: true, widens: true };
    const found = { narrows: false, widens: false };
    const asked = open.get(old) ?? new Set();
    if (asked.has(now)) return found;
    open.set(old, asked.add(now));
    const asking = new Comparing(this.oldReader, this.newReader, ({ kind }) => note(kind, found), this.#questions, true);
    asking.#depth = this.#depth;
    asking.#compareBranch(old, now, '');
    asked.delete(now);
    return found;
  };

  #compareTypes(before: readonly Branch[], after: readonly Branch[], place: { path: string; old: At; new: At }): void {
    const [was, is] = [typesOf(before), typesOf(after)];
    const said = `must be ${listTypes(after)} (was ${listTypes(before)})`;
    if (was.some((type) => !is.includes(type))) this.report({ kind: 'type-narrowed', ...place, message: said });
    if (is.some((type) => !was.includes(type))) this.report({ kind: 'type-widened', ...place, message: said.replace('must', 'may') });
  }

  #compareBranches(ones: readonly Branch[], twos: readonly Branch[], path: string): void {
    if (ones.length === 1 && twos.length === 1) return this.#compareBranch(ones[0]!, twos[0]!, path);
    const { pairs, gone, come } = pairBranches(ones, twos, this);
    if (this.#questions.left < 0 && gone.length + come.length > 0)
      return this.report({ kind: 'cannot-compare', path, message: TOO_MUCH, old: ones[0]!.at, new: twos[0]!.at });
    for (const [old, now] of pairs) this.#compareBranch(old, now, path);
    for (const { at } of gone)
      this.report({ kind: 'alternative-removed', path, message: 'no longer takes one of its alternatives', old: at, new: twos[0]!.at });
    for (const { at } of come)
      this.report({ kind: 'alternative-added', path, message: 'takes another alternative', old: ones[0]!.at, new: at });
  }

  #compareBranch(old: Branch, now: Branch, path: string): void {
    this.#compareOpaque(old, now, path);
    if (old.values !== undefined || now.values !== undefined) return compareValues(old, now, path, this);
    compareScalars(old, now, path, this.report);
    if (old.type === 'array') {
      const length = Math.max(old.prefix.length, now.prefix.length);
      for (let at = 0; at < length; at++) this.compare(itemPart(old, at), itemPart(now, at), `${path}[${at}]`);
      this.compare(old.items, now.items, `${path}[]`);
    }
    if (old.type === 'object') compareFields(old, now, path, this);
  }

  #compareOpaque(old: Branch, now: Branch, path: string): void {
    const added = [...now.opaque].filter(([text]) => !old.opaque.has(text)).map(([, said]) => said);
    const gone = [...old.opaque].filter(([text]) => !now.opaque.has(text)).map(([, said]) => said);
    for (const { keyword, at } of added) {
      const place = { path, old: gone.find((other) => other.keyword === keyword)?.at ?? gone[0]?.at ?? old.at, new: at };
      if (gone.length > 0 || keyword === 'x-validate')
        this.report({ kind: 'cannot-compare', ...place, message: `cannot be compared: ${keyword} says something else` });
      else this.report({ kind: 'constraint-added', ...place, message: `must also meet ${keyword}` });
    }
    for (const { keyword, at } of gone) {
      const place = { path, old: at, new: added[0]?.at ?? now.at };
      if (added.length > 0)
        this.report({ kind: 'cannot-compare', ...place, message: `cannot be compared: ${keyword} says something else` });
      else this.report({ kind: 'constraint-removed', ...place, message: `need not meet ${keyword} any more` });
    }
  }
}

function note(kind: ChangeKind, found: { narrows: boolean; widens: boolean }): void {
  const { effect } = changeKinds[kind];
  if (effect !== 'widens') found.narrows = true;
  if (effect !== 'narrows') found.widens = true;
}

function placeOf({ schemas }: Part): At {
  const schema = schemas.find(isRecord) ?? {};
  return 'type' in schema ? { schema, keyword: 'type' } : { schema };
}

function typesOf(branches: readonly Branch[]): string[] {
  return VALUE_TYPES.filter((type) => branches.some((branch) => branch.type === type));
}

function listTypes(branches: readonly Branch[]): string {
  const types = typesOf(branches);
  if (types.length === 0) return 'nothing';
  if (types.length === VALUE_TYPES.length) return 'anything';
  return types
    .map((type) => (type === 'number' && branches.every((one) => one.type !== 'number' || one.integer !== undefined) ? 'integer' : type))
    .join(' or ');
}
