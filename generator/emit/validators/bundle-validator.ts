import { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { ActionsmithError } from '../../../runtime/errors.ts';
import { compileValidators } from '../../model/schema/compile/compile-validators.ts';
import type { SchemaRoot } from '../../model/schema/json-schema.ts';
import type { SchemaBundle } from '../../model/schema/schema-bundle.ts';
import { compilerReason } from './compiler-reason.ts';

export interface BundleValidatorOptions {
  /** Default false: to the specification a format is a note. */
  readonly assertFormats?: boolean;
}

/**
 * One ES module that needs nothing beside it: its default export takes a value and says whether it fits, `errors` on it lists what does not.
 * It writes no defaults: the verdict is about the value as it is. Throws SCHEMA_NOT_COMPILED for a schema that no validator can be made of.
 */
export async function bundleValidator(bundle: SchemaBundle, root: SchemaRoot, options: BundleValidatorOptions = {}): Promise<string> {
  const { code, imports, functionName } = compile(bundle, root, options.assertFormats ?? false);
  const source = [
    `import { ${['createValidator', ...imports].join(', ')} } from ${JSON.stringify(runtimeFile())};`,
    code,
    `const validator = createValidator({ name: 'Root', findErrors: ${functionName} });`,
    '/**',
    ' * Whether the value fits the schema; `validate.errors` lists what does not: { path, message, hint, keyword }.',
    ' * With `{ first: true }` it ends at the first thing that does not fit.',
    ' */',
    'export default function validate(value, options) {',
    '  const result = validator.check(value, options);',
    '  validate.errors = result.ok ? [] : result.issues;',
    '  return result.ok;',
    '}',
    'validate.errors = [];',
  ].join('\n');
  return inline(source);
}

function compile(
  bundle: SchemaBundle,
  root: SchemaRoot,
  assertFormats: boolean,
): { code: string; imports: readonly string[]; functionName: string } {
  try {
    const { code, imports, roots } = compileValidators(bundle, [{ root }], { assertFormats, fillDefaults: false });
    return { code, imports, functionName: roots[0]!.functionName };
  } catch (cause) {
    throw new ActionsmithError(`no validator can be made of this schema: ${compilerReason(cause)}`, { code: 'SCHEMA_NOT_COMPILED', cause });
  }
}

/** More characters are for no reader, and a third of them would be indentation. */
const LARGEST_LAID_OUT = 200_000;

async function inline(source: string): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, loader: 'js', resolveDir: dirname(fileURLToPath(import.meta.url)) },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    plugins: [ownFilesOnly],
    legalComments: 'none',
    minifyWhitespace: source.length > LARGEST_LAID_OUT,
    lineLimit: 140,
    logLevel: 'silent',
  });
  const text = outputFiles[0]!.text.replace(/^\/\/ .*\n/gm, ''); // the names of our own files
  if (Object.values(metafile.outputs).some(({ imports }) => imports.length > 0))
    throw new ActionsmithError('the bundled validator still imports something', { code: 'EMITTED_FILE_DOES_NOT_PARSE' });
  return text;
}

/** What is not a file of ours is not needed here, though files beside the helpers may ask for it. */
const ownFilesOnly: Plugin = {
  name: 'own-files-only',
  setup: (build) =>
    build.onResolve({ filter: /^[^.]/ }, ({ path }) => (isAbsolute(path) ? undefined : { external: true, sideEffects: false })),
};

/** The helpers: our own source, or where we are installed, the built entry that has them. */
function runtimeFile(): string {
  const here = fileURLToPath(import.meta.url);
  if (here.endsWith('.ts')) return join(dirname(here), '../../../runtime/codegen/compiled/validators.ts');
  return createRequire(import.meta.url).resolve('actionsmith/codegen/v1');
}
