import type { CompiledValidate } from '../../../../runtime/validation/compiled-validate.ts';
import * as helpers from '../../../../runtime/validation/formats/index.ts';
import type { FlatDefinition, FlatSchemas } from '../flat-schemas.ts';
import { assertedFormats } from '../formats.ts';
import { newAjv } from './new-ajv.ts';
import { prepareDefinitions, rootName } from './prepare-definitions.ts';

/** A validator to call here and now, that fills no defaults. Throws what ajv throws. */
export function compileInProcess(definition: FlatDefinition, flats: FlatSchemas): CompiledValidate {
  const ajv = newAjv(prepareDefinitions(flats, [{ definition, schema: definition.flat, fills: false }]), formats);
  return ajv.getSchema(`schema#/$defs/${rootName(0)}`) as CompiledValidate;
}

const functions = helpers as Readonly<Record<string, unknown>>;
const formats = Object.fromEntries(
  Object.entries(assertedFormats).map(([name, helper]) => [name, functions[helper] as (text: string) => boolean]),
);
