import { isDeepStrictEqual } from 'node:util';
import { printValidators } from '../../generator/emit/validators/index.ts';
import type { SchemaBundle, SchemaRoot } from '../../generator/model/schema/index.ts';
import * as runtime from '../../runtime/codegen/ajv/validators.ts';
import type { CheckResult, Validator } from '../../runtime/validation/index.ts';
import { evaluateCode } from '../support/evaluate-code.ts';

/** The printed validator of a schema. Throws where its two entries disagree. */
export function evaluateValidator(bundle: SchemaBundle, root: SchemaRoot, assertFormats = false): Validator {
  const options = { typesModule: './types.js', runtimeModule: 'actionsmith/codegen/v1', assertFormats };
  const { code, problems } = printValidators(bundle, [{ exportName: 'root', typeName: 'Root', root }], options);
  if (problems.length > 0) throw new Error(`not compiled: ${JSON.stringify(problems)}`);
  const validator = evaluateCode(code, { 'actionsmith/codegen/v1': runtime })['root'] as Validator;
  return { ...validator, check: (value) => checkBoth(validator, value) };
}

function checkBoth(validator: Validator, value: unknown): CheckResult<unknown> {
  const before = JSON.stringify(value);
  const [all, first] = [validator.check(value), validator.check(value, { first: true })];
  const expected = all.ok ? all : { ok: false, issues: all.issues.slice(0, 1) };
  if (!isDeepStrictEqual(first, expected)) throw new Error(`the two entries disagree over ${before}: ${JSON.stringify([all, first])}`);
  if (JSON.stringify(value) !== before) throw new Error(`the value was changed: ${before}`);
  return all;
}
