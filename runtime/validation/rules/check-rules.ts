import type { Issue } from '../issue.ts';
import type { CheckResult } from '../validator.ts';
import type { Rule } from './rule.ts';

/** All rules that a value breaks, in the order of the contract. */
export function checkRules<T>(rules: readonly Rule<T>[], value: T): CheckResult<T> {
  const issues: Issue[] = rules.filter((rule) => !rule.holds(value)).map(toIssue);
  return issues.length === 0 ? { ok: true, value } : { ok: false, issues };
}

function toIssue<T>({ at = [], message, hint }: Rule<T>): Issue {
  return { path: at, message, keyword: 'x-rules', ...(hint === undefined ? {} : { hint }) };
}
