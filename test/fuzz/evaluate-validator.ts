import { transformSync } from 'esbuild';
import { printValidators } from '../../generator/emit/validators/index.ts';
import type { SchemaBundle, SchemaRoot } from '../../generator/model/schema/index.ts';
import * as runtime from '../../runtime/codegen/ajv/validators.ts';
import type { Validator } from '../../runtime/validation/index.ts';

/** The printed validator as a function, without the way over files and imports: for thousands of schemas. */
export function evaluateValidator(bundle: SchemaBundle, root: SchemaRoot): (value: unknown) => boolean {
  const options = { typesModule: './types.js', runtimeModule: 'actionsmith/codegen/v1', assertFormats: false };
  const { code, problems } = printValidators(bundle, [{ exportName: 'root', typeName: 'Root', root }], options);
  if (problems.length > 0) throw new Error(`not compiled: ${JSON.stringify(problems)}`);
  const module = { exports: {} as { root?: Validator } };
  const text = transformSync(code, { loader: 'ts', format: 'cjs' }).code;
  // oxlint-disable-next-line no-new-func -- the code is ours, and thousands of modules would never leave memory
  new Function('module', 'require', text)(module, () => runtime);
  return (value) => module.exports.root!.check(value).ok;
}
