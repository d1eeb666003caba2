import { asStandard } from '../create-validator.ts';
import type { CheckOptions, CheckResult, Validator } from '../validator.ts';
import { checkRules } from './check-rules.ts';
import { runHooks } from './run-hooks.ts';
import type { Refinements } from './rule.ts';

/**
 * A validator with rules and hooks behind it: structure, defaults, rules, hooks. What fails ends it: a rule sees only what fits the schema, a
 * hook only what keeps the rules. `check` cannot wait, so it ends at the rules; `checkAll` and `~standard.validate` run everything.
 */
export function refineValidator<I, O>(base: Validator<I, O>, { hooks = [], ...rules }: Refinements<O>): Validator<I, O> {
  const check = (value: unknown, options?: CheckOptions): CheckResult<O> => {
    const checked = base.check(value, options);
    return checked.ok ? checkRules(rules, checked.value, options?.first === true ? 1 : undefined) : checked;
  };
  if (hooks.length === 0) return { ...base, check, '~standard': { ...base['~standard'], validate: (value) => asStandard(check(value)) } };
  const checkAll = async (value: unknown): Promise<CheckResult<O>> => {
    const checked = check(value);
    return checked.ok ? runHooks(hooks, checked.value) : checked;
  };
  const validate = async (value: unknown): Promise<ReturnType<typeof asStandard<O>>> => asStandard(await checkAll(value));
  return { ...base, check, checkAll, '~standard': { ...base['~standard'], validate } };
}
