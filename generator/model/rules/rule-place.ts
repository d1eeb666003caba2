import type { SchemaPlace } from '../schema/json-schema.ts';
import type { JsonType } from '../types/type-node.ts';

/** The value of an `x-rules` or `x-validate`, and where it stands. */
export interface FoundExtension extends SchemaPlace {
  readonly keyword: 'x-rules' | 'x-validate';
  readonly value: unknown;
}

/** What a schema says about a value and the places in it, as far as there are rules: for rules, each schema speaks for itself. */
export interface RulePlace {
  /** Unique among all places. */
  readonly id: number;
  readonly rules: FoundExtension[];
  readonly properties: [string, RulePlace][];
  readonly values: RuleValues[];
  readonly items: RulePlace[];
  /** Items that have a schema by their position. */
  readonly positions: [number, RulePlace][];
  /** Schemas that speak of the same value: always, or where the value shows that it is theirs. */
  readonly same: RulePlace[];
  readonly choices: { readonly guard: Guard; readonly place: RulePlace }[];
}

/** Properties that are not declared: those that match `pattern`; without one, those that are not known and match none of `patterns`. */
export interface RuleValues {
  readonly pattern?: string;
  readonly known: readonly string[];
  readonly patterns: readonly string[];
  readonly place: RulePlace;
}

/** How a value shows which branch of a choice is its own. */
export type Guard = { readonly types: readonly JsonType[] } | { readonly tag: string; readonly value: string };

/** A rule or hook that would have no effect, or none that is sure. */
export interface Misplaced extends FoundExtension {
  readonly problem: string;
  readonly suggestion: string;
}
