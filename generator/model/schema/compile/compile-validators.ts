import { assertedFormats } from '../formats.ts';
import { closeSchema, partsOf } from '../close-schema.ts';
import { definitionFills } from '../fills-defaults.ts';
import { flatSchemas, type FlatDefinition, type FlatSchemas } from '../flat-schemas.ts';
import { isRecord, type JsonSchema, type SchemaObject, type SchemaRoot } from '../json-schema.ts';
import { nameDefinitions } from '../name-definitions.ts';
import { reachDefinitions } from '../reach-definitions.ts';
import type { SchemaBundle } from '../schema-bundle.ts';
import { subschemas } from '../subschemas.ts';
import { _, Ajv2020, standaloneCode } from './ajv.ts';
import { addExplanations } from './explaining-keywords.ts';
import { prepareSchema, type Use } from './prepare-schema.ts';

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

/**
 * The schemas as JavaScript, by ajv; its `require` calls are still in it. One compiler for one module, so that names do not depend on what was
 * compiled before. Throws what ajv throws, for a schema that the check has let through.
 */
export function compileValidators(
  bundle: SchemaBundle,
  roots: readonly CompileRoot[],
  options: CompileOptions,
): { code: string; roots: CompiledRoot[] } {
  const flats = flatSchemas(bundle);
  const { definitions, fills } = prepareRoots(flats, roots, options);
  const ajv = newAjv(options, flats, definitions);
  ajv.addSchema({ $defs: definitions }, 'schema');
  const text = standaloneCode(ajv, Object.fromEntries(roots.map((_root, at) => [rootName(at), `schema#/$defs/${rootName(at)}`])));
  const compiled = roots.map((_root, at): CompiledRoot => {
    const functionName = new RegExp(`^exports\\.${rootName(at)} = (\\w+);$`, 'm').exec(text)?.[1];
    if (functionName === undefined) throw new Error(`the compiler made no function for ${rootName(at)}`);
    return { functionName, fills: fills[at] === true };
  });
  return { code: text.replace(/^exports\.\w+ = \w+;\n?/gm, ''), roots: compiled };
}

function newAjv({ assertFormats }: CompileOptions, flats: FlatSchemas, definitions: Readonly<Record<string, JsonSchema>>): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    strictNumbers: true, // or NaN is a number
    ownProperties: true, // or `required: [toString]` is met by every object
    useDefaults: true,
    inlineRefs: false,
    messages: false,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    validateFormats: assertFormats,
    logger: false,
    code: { source: true, lines: true, formats: _`formats` },
  });
  for (const format of Object.keys(assertedFormats)) ajv.addFormat(format, () => true); // only the name gets into the code
  const evaluates = Object.values(definitions).some((schema) => mentions(schema, ['unevaluatedProperties', 'unevaluatedItems']));
  ajv.opts.unevaluated = evaluates; // else every function carries what it evaluated
  for (const keyword of ['nullable', 'discriminator', 'id']) ajv.removeKeyword(keyword);
  addExplanations(ajv, (schema) => knownFields(schema, definitions));
  return ajv;
}

/** Every definition that the roots need, by name, in the form they need it; the roots first. */
function prepareRoots(
  flats: FlatSchemas,
  roots: readonly CompileRoot[],
  options: CompileOptions,
): { definitions: Record<string, JsonSchema>; fills: boolean[] } {
  const starts = roots.map(({ root }) => flats.root(root));
  const names = nameDefinitions(reachDefinitions(flats, starts), flats);
  const uses = new Map<string, Use>();
  const nameOf = (use: Use): string => {
    const name = `${names.get(use.id)!}${use.filled ? '-filled' : ''}`;
    if (!uses.has(name)) uses.set(name, use);
    return name;
  };
  const definitions: [string, JsonSchema][] = [];
  const fills = starts.map(({ id }) => options.fillDefaults && definitionFills(id, flats));
  for (const [at, start] of starts.entries()) {
    const flat = roots[at]!.closeRoot === true ? closeSchema(start.flat, flats) : start.flat;
    definitions.push([rootName(at), prepareSchema(flat, fills[at]!, flats, nameOf).schema]);
  }
  for (const [name, { id, filled }] of uses) definitions.push([name, prepareSchema(flats.get(id).flat, filled, flats, nameOf).schema]);
  return { definitions: Object.fromEntries(definitions), fills };
}

function rootName(at: number): string {
  return `root${at}`;
}

function mentions(schema: JsonSchema, keywords: readonly string[]): boolean {
  if (!isRecord(schema)) return false;
  if (keywords.some((keyword) => keyword in schema)) return true;
  return [...subschemas(schema, '2020-12')].some(({ schema: inner }) => mentions(inner as JsonSchema, keywords));
}

/** The fields that a schema declares, with those of what it is composed of. */
function knownFields(schema: SchemaObject, definitions: Readonly<Record<string, JsonSchema>>): string[] {
  const parts = partsOf(schema, { get: (name) => ({ flat: definitions[name] }) as FlatDefinition });
  return [...new Set(parts.flatMap((part) => Object.keys(isRecord(part['properties']) ? part['properties'] : {})))];
}
