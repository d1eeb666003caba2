import { partsOf } from '../close-schema.ts';
import type { FlatDefinition } from '../flat-schemas.ts';
import { isRecord, type JsonSchema, type SchemaObject } from '../json-schema.ts';
import { loadAjv, type Ajv2020 } from './ajv.ts';
import { boundErrors } from './bound-errors.ts';
import { addExplanations } from './explaining-keywords.ts';
import { holdErrors } from './hold-errors.ts';
import { mentionsUnevaluated } from './mentions-unevaluated.ts';
import { addObjectKeywords } from './object-keywords.ts';
import { repairEvaluation } from './repair-evaluation.ts';
import { repairArrays } from './repair-arrays.ts';
import { addValueKeywords } from './value-keywords.ts';

/** By format: whether a text is of it. */
export type Formats = Readonly<Record<string, (text: string) => boolean>>;

/**
 * A compiler that knows `definitions` as `schema#/$defs/<name>`. One for each module, so that the names in the code do not depend on what was
 * compiled before. The schemas were checked and flattened: no meta-schemas, no dialects, no ids.
 */
export function newAjv(definitions: Readonly<Record<string, JsonSchema>>, formats: Formats | undefined): Ajv2020 {
  const module = loadAjv();
  const ajv = new module.Ajv2020({
    allErrors: true,
    strict: false,
    strictNumbers: true, // or NaN is a number
    ownProperties: true, // or `required: [toString]` is met by every object
    inlineRefs: false, // a definition that is used twice is compiled once
    messages: false,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    validateFormats: formats !== undefined,
    logger: false,
    code: { source: true, lines: true, formats: module._`formats` },
  });
  for (const [name, test] of Object.entries(formats ?? {})) ajv.addFormat(name, test);
  boundErrors(module, ajv);
  // Unless someone asks, no function carries what it evaluated.
  ajv.opts.unevaluated = Object.values(definitions).some((schema) => mentionsUnevaluated(schema));
  if (ajv.opts.unevaluated) repairEvaluation(module, ajv);
  for (const keyword of ['nullable', 'discriminator', 'id']) ajv.removeKeyword(keyword); // of other languages than JSON Schema
  repairArrays(module, ajv);
  addObjectKeywords(module, ajv);
  addValueKeywords(module, ajv);
  addExplanations(module, ajv, (schema) => knownFields(schema, definitions));
  holdErrors(module, ajv);
  ajv.addSchema({ $defs: definitions }, 'schema');
  return ajv;
}

/** The fields that a schema declares, with those of what it is composed of. */
function knownFields(schema: SchemaObject, definitions: Readonly<Record<string, JsonSchema>>): string[] {
  const parts = partsOf(schema, { get: (name) => ({ flat: definitions[name] }) as FlatDefinition });
  return [...new Set(parts.flatMap((part) => Object.keys(isRecord(part['properties']) ? part['properties'] : {})))];
}
