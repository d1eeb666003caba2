import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import schema from '../../schemas/plugin-config.schema.json' with { type: 'json' };
import type { PluginConfig } from '../../generated/plugin-config/types.ts';
import { createValidator } from '../../runtime/validation/create-validator.ts';
import type { CompiledError, CompiledValidate } from '../../runtime/validation/compiled-validate.ts';
import type { CheckResult, Validator } from '../../runtime/validation/validator.ts';

/** Checks the value of a config.yaml against its schema, and fills in defaults. */
export function validateConfig(value: unknown): CheckResult<PluginConfig> {
  validator ??= createValidator<unknown, PluginConfig>({ name: 'PluginConfig', validate: compile(), fills: true });
  return validator.check(value);
}

let validator: Validator<unknown, PluginConfig> | undefined;

function compile(): CompiledValidate {
  const validate: ValidateFunction = new Ajv2020({ strict: false, allErrors: true, verbose: true, useDefaults: true }).compile(schema);
  const compiled: CompiledValidate = (value) => {
    const valid = validate(value);
    compiled.errors = (validate.errors ?? []).map(toCompiledError);
    return valid;
  };
  return compiled;
}

function toCompiledError(error: ErrorObject): CompiledError {
  const { instancePath, schemaPath, keyword, params, propertyName, message, parentSchema } = error;
  const known = Object.keys((parentSchema?.['properties'] as object | undefined) ?? {});
  const extra = keyword === 'additionalProperties' ? { field: params['additionalProperty'] as string, known } : {};
  return {
    instancePath,
    schemaPath,
    keyword,
    params: { ...params, ...extra },
    ...(propertyName !== undefined && { propertyName }),
    ...(message !== undefined && { message }),
  };
}
