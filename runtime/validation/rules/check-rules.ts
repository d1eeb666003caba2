import type { Issue } from '../issue.ts';
import type { CheckResult } from '../validator.ts';
import type { PlacedRules, Rule, RulesFor } from './rule.ts';

/** As many as a schema reports of one list: nobody reads more, and a million of them would take a gigabyte. */
const MOST_ISSUES = 100;

type Path = Issue['path'];

/** A place that is still to be looked at. */
interface Stop {
  readonly rules: RulesFor<never>;
  readonly value: unknown;
  readonly path: Path;
}

/** All rules that a value breaks, here and in the places in it, from the outside in and in the order of the contract; at most 100, or `most`. */
export function checkRules<T>(rules: PlacedRules<T>, value: T, most: number = MOST_ISSUES): CheckResult<T> {
  const issues: Issue[] = [];
  const work: Stop[] = [{ rules: rules as PlacedRules<never>, value, path: [] }]; // a loop: values may be nested deeply
  for (let stop = work.pop(); stop !== undefined && issues.length < most; stop = work.pop()) {
    const placed = typeof stop.rules === 'function' ? stop.rules() : stop.rules;
    for (const rule of placed.rules ?? []) if (!rule.holds(stop.value as never)) issues.push(toIssue(rule, stop.path));
    work.push(...[...stopsIn(placed, stop)].toReversed());
  }
  return issues.length === 0 ? { ok: true, value } : { ok: false, issues: issues.slice(0, most) };
}

function* stopsIn(placed: PlacedRules<never>, { value, path }: Stop): Generator<Stop> {
  const { properties = {}, values = [], items, positions = {}, types = {}, tagged = {} } = placed as Untyped;
  const own = types[Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value];
  if (own !== undefined) yield { rules: own, value, path };
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries())
      for (const rules of [positions[at], items]) if (rules !== undefined) yield { rules, value: item, path: [...path, at] };
  } else if (typeof value === 'object' && value !== null) {
    for (const [tag, choices] of Object.entries(tagged)) {
      const text = ownValue(value, tag);
      const rules = typeof text === 'string' ? ownValue(choices, text) : undefined;
      if (rules !== undefined) yield { rules: rules as RulesFor<never>, value, path };
    }
    for (const [name, rules] of Object.entries(properties)) {
      const part = ownValue(value, name);
      if (part !== undefined) yield { rules, value: part, path: [...path, name] };
    }
    for (const { pattern, known = [], patterns = [], of } of values) {
      const isMeant = (name: string): boolean =>
        pattern === undefined ? !known.includes(name) && !patterns.some((other) => other.test(name)) : pattern.test(name);
      for (const [name, part] of Object.entries(value)) if (isMeant(name)) yield { rules: of, value: part, path: [...path, name] };
    }
  }
}

/** The types that say which place has what are for those who write rules. */
interface Untyped {
  readonly properties?: Readonly<Record<string, RulesFor<never>>>;
  readonly values?: readonly {
    readonly pattern?: RegExp;
    readonly known?: readonly string[];
    readonly patterns?: readonly RegExp[];
    readonly of: RulesFor<never>;
  }[];
  readonly items?: RulesFor<never>;
  readonly positions?: Readonly<Record<number, RulesFor<never>>>;
  readonly types?: Readonly<Record<string, RulesFor<never>>>;
  readonly tagged?: Readonly<Record<string, Readonly<Record<string, RulesFor<never>>>>>;
}

function ownValue(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function toIssue({ at = [], message, hint }: Rule<never>, path: Path): Issue {
  return { path: [...path, ...at], message, keyword: 'x-rules', ...(hint === undefined ? {} : { hint }) };
}
