import type { CompiledError, CompiledValidate } from '../../../../runtime/validation/compiled-validate.ts';
import { resetSteps } from '../../../../runtime/validation/count-step.ts';
import * as helpers from '../../../../runtime/validation/formats/index.ts';
import { definitionFills } from '../fills-defaults.ts';
import type { FlatDefinition, FlatSchemas } from '../flat-schemas.ts';
import { assertedFormats } from '../formats.ts';
import { newAjv } from './new-ajv.ts';
import { prepareDefinitions, rootName } from './prepare-definitions.ts';

/**
 * All errors of a value, to be found here and now, with defaults filled in where a value is missing in it. The function throws a RangeError for what
 * has no end; the compiler throws what ajv throws.
 */
export function compileInProcess(definition: FlatDefinition, flats: FlatSchemas): (value: unknown) => readonly CompiledError[] {
  const ajv = newAjv(
    prepareDefinitions(flats, [{ definition, schema: definition.flat, fills: definitionFills(definition.id, flats) }]),
    formats,
  );
  const validate = ajv.getSchema(`schema#/$defs/${rootName(0)}`) as CompiledValidate;
  return (value) => {
    resetSteps();
    const parentData = { value };
    const place = { instancePath: '', parentData, parentDataProperty: 'value', rootData: value };
    return (validate as (value: unknown, place: unknown) => boolean)(value, place) ? [] : (validate.errors ?? []);
  };
}

const functions = helpers as Readonly<Record<string, unknown>>;
const formats = Object.fromEntries(
  Object.entries(assertedFormats).map(([name, helper]) => [name, functions[helper] as (text: string) => boolean]),
);
