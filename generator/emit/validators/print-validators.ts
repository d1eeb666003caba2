import type { SchemaBundle } from '../../model/schema/schema-bundle.ts';
import type { SchemaRoot } from '../../model/schema/json-schema.ts';
import type { SchemaProblem } from '../../model/schema/schema-problem.ts';
import { identifier, literal } from '../code.ts';
import { compileValidators, type CompiledRoot } from '../../model/schema/compile/compile-validators.ts';
import { compilerReason } from './compiler-reason.ts';

/** A validator to make: the constant that is exported, and the types of what goes in and comes out. */
export interface ValidatorRoot {
  readonly exportName: string;
  readonly typeName: string;
  /** Default: the same type. */
  readonly inputTypeName?: string;
  readonly root: SchemaRoot;
  readonly closeRoot?: boolean;
  /** The constant of `rulesModule` with what the schema cannot say. */
  readonly refinements?: string | undefined;
  /** JSON pointers to what the schema marks as secret. */
  readonly secrets?: readonly string[];
}

export interface PrintValidatorsOptions {
  readonly typesModule: string;
  readonly runtimeModule: string;
  readonly rulesModule?: string;
  /** Default true. */
  readonly assertFormats?: boolean;
  /** Default true. */
  readonly fillDefaults?: boolean;
}

/**
 * The text of a module of validators: TypeScript with erasable types, no `require`, no schema compiler behind it. Compiled code is not for the
 * type checker; the exports are annotated for those who import them.
 */
export function printValidators(
  bundle: SchemaBundle,
  roots: readonly ValidatorRoot[],
  options: PrintValidatorsOptions,
): { code: string; problems: SchemaProblem[] } {
  if (roots.length === 0) return { code: '// @ts-nocheck\nexport {};\n', problems: [] };
  try {
    return { code: printModule(bundle, roots, options), problems: [] };
  } catch (error) {
    const { uri, pointer } = roots[0]!.root;
    return { code: '', problems: [{ code: 'SCHEMA_NOT_COMPILED', data: { reason: compilerReason(error) }, uri, pointer }] };
  }
}

function printModule(bundle: SchemaBundle, roots: readonly ValidatorRoot[], options: PrintValidatorsOptions): string {
  const compiled = compileValidators(bundle, roots, {
    assertFormats: options.assertFormats ?? true,
    fillDefaults: options.fillDefaults ?? true,
  });
  const { code, imports } = compiled;
  const types = [...new Set(roots.flatMap(({ typeName, inputTypeName }) => [typeName, inputTypeName ?? typeName]))].sort();
  const refinements = roots.flatMap((root) => root.refinements ?? []);
  const settles = compiled.roots.some((root) => root.settles);
  return [
    '// @ts-nocheck',
    `import { ${['createValidator', ...(settles ? ['settleDefaults'] : []), ...(refinements.length > 0 ? ['refineValidator'] : []), 'type Validator', ...imports].join(', ')} } from ${literal(options.runtimeModule)};`,
    `import type { ${types.map(identifier).join(', ')} } from ${literal(options.typesModule)};`,
    ...(refinements.length > 0 ? [`import { ${refinements.map(identifier).join(', ')} } from ${literal(options.rulesModule)};`] : []),
    '',
    ...roots.map((root, at) => printExport(root, compiled.roots[at]!)),
    '',
    code,
    '',
  ].join('\n');
}

function printExport(
  { exportName, typeName, inputTypeName, refinements, secrets = [] }: ValidatorRoot,
  { functionName, fills, settles }: CompiledRoot,
): string {
  const parts = [`name: ${literal(typeName)}`, `findErrors: ${functionName}`, ...(fills ? ['fills: true'] : [])];
  if (secrets.length > 0) parts.push(`secrets: ${literal(secrets)}`);
  const type = `Validator<${identifier(inputTypeName ?? typeName)}, ${identifier(typeName)}>`;
  const filled = `/* @__PURE__ */ createValidator({ ${parts.join(', ')} })`;
  const made = settles ? `/* @__PURE__ */ settleDefaults(${filled})` : filled;
  const refined = refinements === undefined ? made : `/* @__PURE__ */ refineValidator(${made}, ${identifier(refinements)})`;
  return `export const ${identifier(exportName)}: ${type} = ${refined};`;
}
