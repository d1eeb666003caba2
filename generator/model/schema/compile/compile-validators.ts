import { closeSchema } from '../close-schema.ts';
import { definitionFills } from '../fills-defaults.ts';
import { flatSchemas } from '../flat-schemas.ts';
import { assertedFormats } from '../formats.ts';
import type { JsonSchema, SchemaRoot } from '../json-schema.ts';
import { orderByNeed } from '../order-by-need.ts';
import { referencesIn } from '../reach-definitions.ts';
import type { SchemaBundle } from '../schema-bundle.ts';
import { loadStandalone } from './ajv.ts';
import { newAjv } from './new-ajv.ts';
import { isRootName, prepareDefinitions, rootName, type Start } from './prepare-definitions.ts';

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
}

/** The schemas as JavaScript, by ajv; its `require` calls are still in it. Throws what ajv throws, for a schema that the check let through. */
export function compileValidators(
  bundle: SchemaBundle,
  roots: readonly CompileRoot[],
  options: CompileOptions,
): { code: string; roots: CompiledRoot[] } {
  const flats = flatSchemas(bundle);
  const starts = roots.map(({ root, closeRoot }): Start => {
    const definition = flats.root(root);
    const schema = closeRoot === true ? closeSchema(definition.flat, flats) : definition.flat;
    return { definition, schema, fills: options.fillDefaults && definitionFills(definition.id, flats) };
  });
  const definitions = prepareDefinitions(flats, starts);
  const ajv = newAjv(definitions, options.assertFormats ? formatNames : undefined);
  const ordered = inOrder(definitions);
  for (const name of ordered) ajv.getSchema(uriOf(name));
  const printed = ordered.filter((name, at) => at % PRINTED_AT_ONCE === 0 || isRootName(name));
  const text = loadStandalone()(ajv, Object.fromEntries(printed.map((name) => [name, uriOf(name)])));
  const compiled = starts.map(({ fills }, at): CompiledRoot => {
    const functionName = new RegExp(`^exports\\.${rootName(at)} = (\\w+);$`, 'm').exec(text)?.[1];
    if (functionName === undefined) throw new Error(`the compiler made no function for ${rootName(at)}`);
    return { functionName, fills };
  });
  return { code: text.replace(/^exports(?:\.\w+|\["[^"]*"\]) = \w+;\n?/gm, ''), roots: compiled };
}

/** The printer recurses into what is not printed yet, and copies everything once for each schema that it is asked for. */
const PRINTED_AT_ONCE = 50;

function uriOf(name: string): string {
  return `schema#/$defs/${name}`;
}

/** What is needed first: the compiler and its printer go into what they do not know yet, and chains of references may be thousands long. */
function inOrder(definitions: Readonly<Record<string, JsonSchema>>): string[] {
  const needsOf = (name: string): string[] => referencesIn(definitions[name]!);
  return orderByNeed(Object.keys(definitions), needsOf);
}

/** Only the name of a format gets into the code. */
const formatNames = Object.fromEntries(Object.keys(assertedFormats).map((name) => [name, (): boolean => true]));
