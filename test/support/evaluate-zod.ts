import * as zod from 'zod';
import { printZod } from '../../generator/emit/zod/print-zod.ts';
import type { SchemaBundle, SchemaRoot } from '../../generator/model/schema/index.ts';
import * as compiled from '../../runtime/codegen/compiled/index.ts';
import * as helpers from '../../runtime/codegen/zod/index.ts';
import { evaluateCode } from './evaluate-code.ts';

/** The printed zod schema of a schema, or why there is none. */
export function evaluateZod(
  bundle: SchemaBundle,
  root: SchemaRoot,
  { assertFormats = false, fillDefaults = false }: { readonly assertFormats?: boolean; readonly fillDefaults?: boolean } = {},
): { schema: zod.ZodType } | { refused: string } {
  const options = { typesModule: './types.js', runtimeModule: 'actionsmith/codegen/v1', assertFormats, fillDefaults };
  const made = { exportName: 'root', typeName: 'Root', inputTypeName: 'RootInput', root, closeRoot: false };
  const { code, problems } = printZod(bundle, [made], options);
  if (problems.length > 0) return { refused: problems[0]!.reason };
  return { schema: evaluateCode(code, { zod, 'actionsmith/codegen/v1': { ...compiled, ...helpers } })['root'] as zod.ZodType };
}
