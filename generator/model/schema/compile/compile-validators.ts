import { closeSchema } from '../close-schema.ts';
import { definitionFills } from '../fills-defaults.ts';
import { flatSchemas } from '../flat-schemas.ts';
import { assertedFormats } from '../formats.ts';
import type { SchemaRoot } from '../json-schema.ts';
import type { SchemaBundle } from '../schema-bundle.ts';
import { loadStandalone } from './ajv.ts';
import { newAjv } from './new-ajv.ts';
import { prepareDefinitions, rootName, type Start } from './prepare-definitions.ts';

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
  const ajv = newAjv(prepareDefinitions(flats, starts), options.assertFormats ? formatNames : undefined);
  const text = loadStandalone()(ajv, Object.fromEntries(roots.map((_root, at) => [rootName(at), `schema#/$defs/${rootName(at)}`])));
  const compiled = starts.map(({ fills }, at): CompiledRoot => {
    const functionName = new RegExp(`^exports\\.${rootName(at)} = (\\w+);$`, 'm').exec(text)?.[1];
    if (functionName === undefined) throw new Error(`the compiler made no function for ${rootName(at)}`);
    return { functionName, fills };
  });
  return { code: text.replace(/^exports\.\w+ = \w+;\n?/gm, ''), roots: compiled };
}

/** Only the name of a format gets into the code. */
const formatNames = Object.fromEntries(Object.keys(assertedFormats).map((name) => [name, (): boolean => true]));
