import { closeSchema } from '../close-schema.ts';
import { definitionFills } from '../fills-defaults.ts';
import { flatSchemas } from '../flat-schemas.ts';
import { assertedFormats } from '../formats.ts';
import type { SchemaRoot } from '../json-schema.ts';
import type { SchemaBundle } from '../schema-bundle.ts';
import { findEarlyJudges } from './judges-early.ts';
import { prepareDefinitions, rootName, type Start } from './prepare-definitions.ts';
import { keepLayout } from './print/lay-out.ts';
import { ModuleScope } from './print/module-scope.ts';
import { printFunction } from './print/print-function.ts';

export interface CompileRoot {
  readonly root: SchemaRoot;
  readonly closeRoot?: boolean;
}

export interface CompileOptions {
  /** Contracts assert formats; the bare specification takes them for notes. */
  readonly assertFormats: boolean;
  /** Whether defaults are written into the value. */
  readonly fillDefaults: boolean;
}

export interface CompiledRoot {
  /** The name of its function in `code`. */
  readonly functionName: string;
  readonly fills: boolean;
  /** Whether one pass over a value is not enough, because a part of the schema judges what a later part fills in. */
  readonly settles: boolean;
}

export interface CompiledModule {
  /** Constants and functions, as statements of a module. */
  readonly code: string;
  /** The helpers of the runtime that they call, sorted. */
  readonly imports: readonly string[];
  readonly roots: readonly CompiledRoot[];
}

/** The schemas as JavaScript. What runs when it is loaded has no effect, so that a bundler drops the validators that nobody uses. */
export function compileValidators(bundle: SchemaBundle, roots: readonly CompileRoot[], options: CompileOptions): CompiledModule {
  const flats = flatSchemas(bundle);
  const starts = roots.map(({ root, closeRoot }): Start => {
    const definition = flats.root(root);
    const schema = closeRoot === true ? closeSchema(definition.flat, flats) : definition.flat;
    return { definition, schema, fills: options.fillDefaults && definitionFills(definition.id, flats) };
  });
  const definitions = prepareDefinitions(flats, starts);
  const early = findEarlyJudges(definitions);
  const scope = new ModuleScope({ definitions, formats: options.assertFormats ? assertedFormats : {} });
  const functions = Object.keys(definitions).flatMap((name) => ['', ...keepLayout(printFunction(name, scope))]);
  const { declarations } = scope;
  return {
    code: [...(declarations.length > 0 ? keepLayout(declarations) : []), ...functions].join('\n').trim(),
    imports: scope.imports,
    roots: starts.map(({ fills }, at) => ({ functionName: scope.functionOf(rootName(at)), fills, settles: early.has(rootName(at)) })),
  };
}
