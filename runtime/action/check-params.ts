import { ValidationError } from '../errors/validation-error.ts';
import { hideSecretValues } from '../redaction/secret-places.ts';
import { checkStandard } from '../validation/check-standard.ts';
import { formatIssue } from '../validation/format-issue.ts';
import type { Issue } from '../validation/issue.ts';
import type { StandardSchemaV1 } from '../validation/standard-schema.ts';

/** The params with defaults filled in. Throws ValidationError that names every issue. Without a schema, what came in. */
export async function checkParams(schema: StandardSchemaV1 | undefined, params: unknown): Promise<unknown> {
  if (schema === undefined) return params;
  const checked = await checkStandard(schema, params);
  if (checked.ok) return checked.value;
  const issues = hideSecretValues(schema, checked.issues);
  throw new ValidationError(describeIssues(issues, 'params'), { code: 'PARAMS_INVALID', issues });
}

/** One line an issue. */
export function describeIssues(issues: readonly Issue[], subject: string): string {
  return issues.map((issue) => formatIssue(issue, subject)).join('\n');
}
