import { join } from 'node:path';
import { build } from 'esbuild';
import { printTypes } from '../../generator/emit/types/index.ts';
import { printValidators, type ValidatorRoot } from '../../generator/emit/validators/index.ts';
import { SchemaBundle, type JsonSchema, type SchemaRoot } from '../../generator/model/schema/index.ts';
import { modelTypes } from '../../generator/model/types/index.ts';
import { formatIssue, type Validator } from '../../runtime/validation/index.ts';

/** A bundle over documents that are given by file name; all of them lie in file:///plugin/. */
export function bundleOf(documents: Readonly<Record<string, unknown>>): { bundle: SchemaBundle; root(file: string): SchemaRoot } {
  const bundle = new SchemaBundle({ load: (uri) => documents[uri.replace('file:///plugin/', '')] });
  return { bundle, root: (file) => ({ uri: `file:///plugin/${file}`, pointer: '', schema: documents[file] as JsonSchema }) };
}

/** The types of one schema as text, without what follows the last line. */
export function typesOf(schema: JsonSchema, options: { direction?: 'input' | 'output'; closeRoot?: boolean } = {}): string {
  const { bundle, root } = bundleOf({ 'root.json': schema });
  const definitions = modelTypes(bundle, [
    { name: 'Root', root: root('root.json'), direction: options.direction ?? 'input', closeRoot: options.closeRoot ?? false },
  ]);
  return printTypes(definitions).trimEnd();
}

/** Runs the printed module of validators: bundled, imported, its exports returned. */
export async function runValidators(bundle: SchemaBundle, roots: readonly ValidatorRoot[]): Promise<Readonly<Record<string, Validator>>> {
  const { code, problems } = printValidators(bundle, roots, { typesModule: './types.js', runtimeModule: 'actionsmith/codegen/v1' });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return (await import(`data:text/javascript;base64,${Buffer.from(await bundleCode(code)).toString('base64')}`)) as Readonly<
    Record<string, Validator>
  >;
}

/** What a bundler makes of a module that imports `actionsmith/codegen/v1`. */
export async function bundleCode(contents: string, options: { minify?: boolean } = {}): Promise<string> {
  const runtime = join(import.meta.dirname, '../../runtime/codegen/compiled/validators.ts');
  const { outputFiles } = await build({
    stdin: { contents, loader: 'ts', resolveDir: import.meta.dirname },
    alias: { 'actionsmith/codegen/v1': runtime },
    bundle: true,
    write: false,
    format: 'esm',
    minify: options.minify ?? false,
  });
  return outputFiles[0]!.text;
}

/** The validator of one schema. */
export async function validatorOf(schema: JsonSchema, options: { closeRoot?: boolean } = {}): Promise<Validator> {
  const { bundle, root } = bundleOf({ 'root.json': schema });
  const exports = await runValidators(bundle, [
    { exportName: 'check', typeName: 'Root', root: root('root.json'), closeRoot: options.closeRoot ?? false },
  ]);
  return exports['check']!;
}

/** The sentences about a value; none for a value that fits. */
export function sentences(validator: Validator, value: unknown): string[] {
  const result = validator.check(value);
  return result.ok ? [] : result.issues.map((issue) => formatIssue(issue));
}
