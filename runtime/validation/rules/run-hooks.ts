import { isValidationError } from '../../errors/validation-error.ts';
import type { Issue } from '../issue.ts';
import type { CheckResult } from '../validator.ts';
import type { HookIssue, NamedHook } from './rule.ts';

/** Runs the hooks one after another and gathers their issues. What a hook throws that is no ValidationError is a fault of its own: it is thrown on. */
export async function runHooks<T>(hooks: readonly NamedHook<T>[], value: T): Promise<CheckResult<T>> {
  const issues: Issue[] = [];
  for (const hook of hooks) issues.push(...(await runHook(hook, value)));
  return issues.length === 0 ? { ok: true, value } : { ok: false, issues };
}

async function runHook<T>({ load }: NamedHook<T>, value: T): Promise<Issue[]> {
  const hook = await load();
  try {
    const found = await hook(value);
    return (found ?? []).map(toIssue);
  } catch (error) {
    if (!isValidationError(error)) throw error;
    return error.issues.length > 0 ? [...error.issues] : [toIssue({ message: error.message })];
  }
}

function toIssue({ path = [], message, hint }: HookIssue): Issue {
  return { path, message, keyword: 'x-validate', ...(hint === undefined ? {} : { hint }) };
}
