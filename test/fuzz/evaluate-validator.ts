import { printValidators } from '../../generator/emit/validators/index.ts';
import type { SchemaBundle, SchemaRoot } from '../../generator/model/schema/index.ts';
import * as runtime from '../../runtime/codegen/compiled/validators.ts';
import type { Validator } from '../../runtime/validation/index.ts';
import { evaluateCode } from '../support/evaluate-code.ts';

/** The printed validator of a schema, as the specification has it (formats and defaults are notes), or with its defaults filled in. */
export function evaluateValidator(bundle: SchemaBundle, root: SchemaRoot, fillDefaults: boolean): Validator {
  const validator = tryValidator(bundle, root, fillDefaults);
  if (validator === undefined) throw new Error(`not compiled: ${JSON.stringify(root.schema)}`);
  return validator;
}

/** The same; undefined where the schema is refused: a few circles through `unevaluatedItems` and `contains` cannot be compiled. */
export function tryValidator(bundle: SchemaBundle, root: SchemaRoot, fillDefaults: boolean): Validator | undefined {
  const options = { typesModule: './types.js', runtimeModule: 'actionsmith/codegen/v1', assertFormats: false, fillDefaults };
  const { code, problems } = printValidators(bundle, [{ exportName: 'root', typeName: 'Root', root }], options);
  if (problems.length > 0) return undefined;
  return evaluateCode(code, { 'actionsmith/codegen/v1': runtime })['root'] as Validator;
}
