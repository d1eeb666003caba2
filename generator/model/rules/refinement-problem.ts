import type { SchemaPlace } from '../schema/json-schema.ts';
import type { Misplaced } from './rule-place.ts';

/** What is wrong with a rule or a hook, and where. */
export interface RefinementProblem extends SchemaPlace {
  readonly code: 'RULE_MALFORMED' | 'RULE_REFUSED' | 'RULE_MISPLACED' | 'HOOK_MALFORMED';
  readonly data: Readonly<Record<string, unknown>>;
  readonly suggestion?: string | undefined;
  readonly on?: 'key' | 'value';
  /** The part of the text at this place that is meant. */
  readonly part?: string | undefined;
}

/** Of a rule or hook that would have no effect. */
export function misplacedProblem({ keyword, problem, suggestion, uri, pointer }: Misplaced): RefinementProblem {
  return { code: 'RULE_MISPLACED', data: { keyword, problem }, uri, pointer, on: 'key', suggestion };
}
