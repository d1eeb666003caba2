import { cloneJson, cloneParts } from './clone-json.ts';
import type { CompiledError, CompiledValidate, FindErrors } from './compiled-validate.ts';
import { resetSteps } from './count-step.ts';
import { explainErrors } from './explain-errors.ts';
import type { Issue } from './issue.ts';
import type { StandardResult } from './standard-schema.ts';
import type { CheckOptions, CheckResult, Validator } from './validator.ts';

export interface ValidatorParts {
  /** The name of the type. */
  readonly name: string;
  readonly findErrors?: FindErrors;
  /** In the place of `findErrors`, from code that the first releases printed. */
  readonly validate?: CompiledValidate;
  /** True where the schema writes defaults, so that what comes out is a copy. */
  readonly fills?: boolean;
  /** Where the schema marks secrets. */
  readonly secrets?: readonly string[];
}

/** A validator around compiled code. It never throws for a value, unless a getter or a proxy in it does, and never changes it. */
export function createValidator<I, O>({ name, findErrors, validate, fills = false, secrets = [] }: ValidatorParts): Validator<I, O> {
  const find = findErrors ?? errorsOf(validate!, fills);
  const check = (value: unknown, options?: CheckOptions): CheckResult<O> => {
    const all = options?.first !== true;
    try {
      const holder = { value };
      resetSteps();
      const errors = find(holder.value, '', all, holder, 'value');
      if (errors === null) return { ok: true, value: (fills ? copyBeside(value, holder.value) : holder.value) as O };
      return { ok: false, issues: explainErrors(errors, holder.value, all ? undefined : 1) };
    } catch (error) {
      return { ok: false, issues: [tooDeep(error)] };
    }
  };
  return { name, secrets, check, '~standard': { version: 1, vendor: 'actionsmith', validate: (value) => asStandard(check(value)) } };
}

/** What compiled code left of a value: it copied what it wrote into, and only that. A value that is refused needs no more. */
function copyBeside(value: unknown, left: unknown): unknown {
  if (left === value) return cloneJson(value);
  cloneParts(left);
  return left;
}

function errorsOf(validate: CompiledValidate, fills: boolean): FindErrors {
  return (value, _path, _all, holder) => {
    const own = fills ? cloneJson(value) : value;
    (holder as { value: unknown }).value = own;
    return validate(own) ? null : ((validate.errors ?? []) as CompiledError[]);
  };
}

/** Compiled code recurses as deep as the value is nested; a value that contains itself has no end. */
function tooDeep(error: unknown): Issue {
  if (!(error instanceof RangeError)) throw error;
  if (error.message === 'too large')
    return { path: [], message: 'is too large to be checked: it has more than 5 million parts', keyword: 'size' };
  if (error.message === 'too long')
    return { path: [], message: 'is too large to be checked: it takes more than 20 million steps', keyword: 'size' };
  return { path: [], message: 'is nested too deeply to be checked, or contains itself', keyword: 'depth' };
}

/** A result in the words of Standard Schema: hints join their sentence. */
export function asStandard<O>(result: CheckResult<O>): StandardResult<O> {
  if (result.ok) return { value: result.value };
  return {
    issues: result.issues.map(({ path, message, hint }) => ({ path, message: hint === undefined ? message : `${message}; ${hint}` })),
  };
}
