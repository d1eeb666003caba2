import { ValidationError } from '../errors/validation-error.ts';
import type { Logger } from '../logging/logger.ts';
import { hideSecretValues } from '../redaction/secret-places.ts';
import { checkStandard } from '../validation/check-standard.ts';
import type { StandardSchemaV1 } from '../validation/standard-schema.ts';
import { describeIssues } from './check-params.ts';
import type { ResultValidation } from './enums.ts';
import { isNoResult, type NoResult } from './no-result.ts';

/**
 * Guide: Result Validation. The result as its schema makes it (with defaults) when it fits. When not: `warn` reports it and returns the result
 * unchanged, `strict` throws ValidationError. `off` never looks.
 */
export async function checkResult(
  schema: StandardSchemaV1 | NoResult | undefined,
  result: unknown,
  mode: ResultValidation,
  logger: Logger,
): Promise<unknown> {
  if (schema === undefined || isNoResult(schema) || mode === 'off') return result;
  const checked = await checkStandard(schema, result);
  if (checked.ok) return checked.value;
  const issues = hideSecretValues(schema, checked.issues);
  const problems = describeIssues(issues, 'result');
  if (mode === 'strict') throw new ValidationError(problems, { code: 'RESULT_INVALID', issues });
  logger.logMessage(`Result validation warning for ${nameOf(schema)}: ${problems.replaceAll('\n', '; ')}`, { context: 'warning' });
  return result;
}

function nameOf(schema: StandardSchemaV1): string {
  return 'name' in schema && typeof schema.name === 'string' ? schema.name : 'the result';
}
