import type { PluginConfig } from '../../generated/plugin-config/types.ts';
import { checkPluginConfig } from '../../generated/plugin-config/validators.ts';
import type { CheckResult } from '../../runtime/validation/validator.ts';

/** Checks the value of a config.yaml against its schema, and fills in defaults: with what the generator made of schemas/plugin-config.schema.json. */
export function validateConfig(value: unknown): CheckResult<PluginConfig> {
  return checkPluginConfig.check(value);
}
