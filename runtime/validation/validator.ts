import type { StandardSchemaV1 } from './standard-schema.ts';
import type { Issue } from './issue.ts';

export type CheckResult<O> = { readonly ok: true; readonly value: O } | { readonly ok: false; readonly issues: readonly Issue[] };

export interface CheckOptions {
  /** End at the first thing that is wrong, and say only that: the first of what would be said of all. For hot paths. */
  readonly first?: boolean;
}

/**
 * What the generator makes of a schema. `I` is what may come in, `O` what comes out after defaults.
 * The input is never changed: the value that comes out is a copy where defaults were filled in.
 */
export interface Validator<I = unknown, O = I> extends StandardSchemaV1<I, O> {
  /** The name of the type, for messages: `TrainParams`. */
  readonly name: string;
  /** JSON pointers to the parts that are secret (`writeOnly`, `format: password`): `*` is any name or index, `**` any number of them. */
  readonly secrets?: readonly string[];
  /** The schema and the contract's `x-rules`. The author's `x-validate` hooks may have to wait for something, and do not run here. */
  check(value: unknown, options?: CheckOptions): CheckResult<O>;
  /** Everything, hooks included. Only where there are hooks; else `check` is everything. */
  readonly checkAll?: (value: unknown) => Promise<CheckResult<O>>;
}
