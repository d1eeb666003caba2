import { checkStandard } from './check-standard.ts';
import { asStandard } from './create-validator.ts';
import type { Validator } from './validator.ts';

export interface LazyValidatorParts<I, O> {
  /** The name of the type. */
  readonly name: string;
  /** Where the schema marks secrets: that must be known before the value is looked at. */
  readonly secrets?: readonly string[];
  readonly load: () => Promise<Validator<I, O>>;
}

/** A validator whose compiled code is loaded when a value is checked for the first time: what `Validator` has, but for `check`, which could not wait. */
export type LazyValidator<I = unknown, O = I> = Pick<Validator<I, O>, 'name' | 'secrets' | '~standard'> &
  Required<Pick<Validator<I, O>, 'checkAll'>>;

/** A registry of a thousand actions is read without the code of a thousand validators. Checking rejects with what the import throws. */
export function lazyValidator<I, O>({ name, secrets = [], load }: LazyValidatorParts<I, O>): LazyValidator<I, O> {
  let loaded: Promise<Validator<I, O>> | undefined;
  const checkAll: LazyValidator<I, O>['checkAll'] = async (value) => checkStandard(await (loaded ??= load()), value);
  return {
    name,
    secrets,
    checkAll,
    '~standard': { version: 1, vendor: 'actionsmith', validate: async (value) => asStandard(await checkAll(value)) },
  };
}
