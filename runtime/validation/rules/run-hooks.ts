import { ExecutionError } from '../../errors/execution-error.ts';
import { isActionsmithError } from '../../errors/actionsmith-error.ts';
import { isValidationError } from '../../errors/validation-error.ts';
import { show } from '../describe-value.ts';
import type { Issue } from '../issue.ts';
import type { CheckResult } from '../validator.ts';
import type { HookIssue, NamedHook } from './rule.ts';

/**
 * Runs the hooks one after another and gathers their issues. What a hook throws that is no ValidationError is a fault of its own: an ExecutionError
 * names the hook, with what was thrown as its cause.
 */
export async function runHooks<T>(hooks: readonly NamedHook<T>[], value: T): Promise<CheckResult<T>> {
  const issues: Issue[] = [];
  for (const hook of hooks) issues.push(...(await runHook(hook, value)));
  return issues.length === 0 ? { ok: true, value } : { ok: false, issues };
}

async function runHook<T>({ name, load }: NamedHook<T>, value: T): Promise<Issue[]> {
  let found: unknown;
  try {
    const hook: unknown = await load();
    if (typeof hook !== 'function')
      throw new TypeError(`its module exports ${hook === undefined ? 'no function of that name' : show(hook)}`);
    found = (await hook(value)) ?? [];
  } catch (error) {
    if (isValidationError(error)) return error.issues.length > 0 ? [...error.issues] : [toIssue({ message: error.message })];
    if (isActionsmithError(error)) throw error;
    throw new ExecutionError(`the hook ${name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  if (Array.isArray(found) && found.every(isHookIssue)) return found.map(toIssue);
  throw new ExecutionError(`the hook ${name} gave ${show(found)}: it must give a list of { path, message }, or nothing`);
}

function isHookIssue(value: unknown): value is HookIssue {
  return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}

function toIssue({ path = [], message, hint }: HookIssue): Issue {
  return { path, message, keyword: 'x-validate', ...(hint === undefined ? {} : { hint }) };
}
