import { asStandard } from './create-validator.ts';
import type { Issue } from './issue.ts';
import type { CheckOptions, CheckResult, Validator } from './validator.ts';

/** More are needed by no value: each goes one level deeper into what was filled in. */
export const MOST_PASSES = 50;
export const ENDLESS = 'has defaults without an end: each is filled in again inside of another one';

/**
 * A validator of a schema in which one part judges what a later part fills in. What came out goes in again until nothing more is filled in; so what
 * is accepted fits its schema with all of its defaults, and is accepted as it is from then on.
 */
export function settleDefaults<I, O>(base: Validator<I, O>): Validator<I, O> {
  const check = (value: unknown, options?: CheckOptions): CheckResult<O> => {
    let given = value;
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      const checked = base.check(given, options);
      if (!checked.ok)
        return pass === 0 ? checked : { ok: false, issues: checked.issues.map((issue) => blameDefault(issue, value, given)) };
      if (isSettled(given, checked.value)) return checked;
      given = checked.value;
    }
    return { ok: false, issues: [{ path: [], message: ENDLESS, keyword: 'depth' }] };
  };
  return { ...base, check, '~standard': { ...base['~standard'], validate: (value) => asStandard(check(value)) } };
}

/** Whether nothing was filled in: `filled` is `given` or a copy of it, with more properties where there were defaults. */
export function isSettled(given: unknown, filled: unknown): boolean {
  const work: [unknown, unknown][] = [[given, filled]];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const [before, after] = next;
    if (Object.is(before, after)) continue;
    if (!isContainer(before) || !isContainer(after)) return false;
    const names = Object.keys(after);
    if (names.length !== Object.keys(before).length) return false;
    for (const name of names) work.push([before[name], after[name]]);
  }
  return true;
}

function blameDefault(issue: Issue, given: unknown, filled: unknown): Issue {
  const isDefault = !has(given, issue.path) && has(filled, issue.path);
  return { ...issue, message: `${issue.message}, ${isDefault ? 'which is filled in by default' : 'once its defaults are filled in'}` };
}

function has(value: unknown, path: Issue['path']): boolean {
  let part = value;
  for (const key of path) {
    if (!isContainer(part) || !Object.hasOwn(part, key)) return false;
    part = part[key];
  }
  return part !== undefined;
}

function isContainer(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return value !== null && typeof value === 'object';
}
