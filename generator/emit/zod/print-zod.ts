import { closeSchema } from '../../model/schema/close-schema.ts';
import { prepareDefinitions, rootName } from '../../model/schema/compile/prepare-definitions.ts';
import { findEarlyJudges } from '../../model/schema/compile/judges-early.ts';
import { definitionFills } from '../../model/schema/fills-defaults.ts';
import { flatSchemas } from '../../model/schema/flat-schemas.ts';
import type { JsonSchema, SchemaRoot } from '../../model/schema/json-schema.ts';
import type { SchemaBundle } from '../../model/schema/schema-bundle.ts';
import { identifier, literal } from '../code.ts';
import { printSteps } from './print-evaluation.ts';
import { printSchema } from './print-schema.ts';
import { ZodPrinting, ZodRefusal } from './zod-printing.ts';

/** A zod schema to make: the constant that is exported, and the types of what goes in and comes out. */
export interface ZodRoot {
  readonly exportName: string;
  readonly typeName: string;
  readonly inputTypeName: string;
  readonly root: SchemaRoot;
  readonly closeRoot: boolean;
  /** The constant of `rulesModule` with the rules of this value. */
  readonly refinements?: string | undefined;
  /** The names of the author's own checks. */
  readonly hooks?: readonly string[];
}

export interface PrintZodOptions {
  readonly typesModule: string;
  readonly runtimeModule: string;
  readonly rulesModule?: string;
  /** Default true. */
  readonly assertFormats?: boolean;
  /** Default true. */
  readonly fillDefaults?: boolean;
}

/** Why there is no zod schema for a root, in words: a keyword, or what stands where. */
export interface ZodProblem {
  readonly root: ZodRoot;
  readonly reason: string;
}

/**
 * The text of a module of zod schemas that give the verdict and the value that the validators give. They are made of the same prepared schemas
 * (one dialect, defaults where they are filled in), and what zod would judge in another way is refused: then there is no code.
 */
export function printZod(
  bundle: SchemaBundle,
  roots: readonly ZodRoot[],
  options: PrintZodOptions,
): { code: string; problems: ZodProblem[] } {
  const problems = roots.flatMap((root): ZodProblem[] => {
    const reason = refusalOf(bundle, root, options);
    return reason === undefined ? [] : [{ root, reason }];
  });
  return problems.length > 0 ? { code: '', problems } : { code: printModule(bundle, roots, options), problems };
}

/** The first thing in a schema that zod code cannot say. */
function refusalOf(bundle: SchemaBundle, root: ZodRoot, options: PrintZodOptions): string | undefined {
  if (root.hooks !== undefined && root.hooks.length > 0) return `x-validate (${root.hooks.join(', ')}), which parse() could not wait for`;
  try {
    printDefinitions(bundle, [root], options);
    return undefined;
  } catch (error) {
    if (error instanceof ZodRefusal) return error.message;
    throw error;
  }
}

function printModule(bundle: SchemaBundle, roots: readonly ZodRoot[], options: PrintZodOptions): string {
  const { typesModule, runtimeModule, rulesModule } = options;
  const refinements = roots.flatMap((root) => root.refinements ?? []);
  const { constants, helpers, definitions } = printDefinitions(bundle, roots, options);
  const types = [...new Set(roots.flatMap(({ typeName, inputTypeName }) => [typeName, inputTypeName]))].sort();
  const used = [...helpers].sort();
  const lines = [
    '// @ts-nocheck',
    "import { z } from 'zod';",
    ...(used.length > 0 ? [`import { ${used.map(identifier).join(', ')} } from ${literal(runtimeModule)};`] : []),
    `import type { ${types.map(identifier).join(', ')} } from ${literal(typesModule)};`,
    ...(refinements.length > 0 ? [`import { ${refinements.map(identifier).join(', ')} } from ${literal(rulesModule)};`] : []),
    '',
    ...constants,
    ...definitions,
  ];
  return `${lines.join('\n')}\n`;
}

function printDefinitions(
  bundle: SchemaBundle,
  roots: readonly ZodRoot[],
  options: PrintZodOptions,
  strict = true,
): { constants: string[]; helpers: Set<string>; definitions: string[] } {
  const flats = flatSchemas(bundle);
  const prepared = prepareDefinitions(
    flats,
    roots.map(({ root, closeRoot }) => {
      const definition = flats.root(root);
      const schema = closeRoot ? closeSchema(definition.flat, flats) : definition.flat;
      return { definition, schema, fills: options.fillDefaults !== false && definitionFills(definition.id, flats) };
    }),
    { spellOut: true },
  );
  const early = findEarlyJudges(prepared);
  const names = nameConstants(Object.keys(prepared), roots);
  const printing = new ZodPrinting((definition) => names.get(definition)!, { strict, assertFormats: options.assertFormats ?? true });
  const exported = new Map(roots.map((root, at) => [rootName(at), root]));
  const definitions = Object.entries(prepared).map(([name, schema]) => {
    const printed = printSchema(schema as JsonSchema, printing);
    const root = exported.get(name);
    const settles = root !== undefined && early.has(name);
    const code = settles ? `z.unknown().transform(${printing.helper('zodSettled')}(${printing.constant(printed)}))` : printed;
    if (root === undefined) return `const ${names.get(name)!} = ${code};`;
    const type = `z.ZodType<${identifier(root.typeName)}, ${identifier(root.inputTypeName)}>`;
    if (root.refinements === undefined) return `export const ${names.get(name)!}: ${type} = ${code};`;
    const rules = `${printing.helper('zodRules')}(${identifier(root.refinements)})`;
    return `export const ${names.get(name)!}: ${type} = ${code}.superRefine(${rules});`;
  });
  for (const name of printing.steps)
    definitions.push(`const ${printing.stepsName(name)} = ${printSteps(prepared[name]!, printSchema, printing)};`);
  if (strict && [...printing.constants, ...definitions].some((code) => /\.(pipe|transform)\(/.test(code)))
    return printDefinitions(bundle, roots, options, false);
  return { constants: printing.constants, helpers: printing.helpers, definitions };
}

/** The exports have the names they are given; a definition is `OptimizerSchema`, and with its defaults `OptimizerFilledSchema`. */
function nameConstants(definitions: readonly string[], roots: readonly ZodRoot[]): Map<string, string> {
  const names = new Map(roots.map((root, at) => [rootName(at), identifier(root.exportName).toString()]));
  const taken = new Set(names.values());
  for (const definition of definitions) {
    if (names.has(definition)) continue;
    let name = `${definition.replace('-filled', 'Filled')}Schema`;
    while (taken.has(name)) name += '_';
    taken.add(name);
    names.set(definition, identifier(name).toString());
  }
  return names;
}
