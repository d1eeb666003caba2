import { ValidationError } from '../errors/validation-error.ts';
import { hideSecretValues } from '../redaction/secret-places.ts';
import { checkStandard } from '../validation/check-standard.ts';
import { formatIssue } from '../validation/format-issue.ts';
import type { BaseStep } from './base-step.ts';

/** The output as its schema makes it. Throws ValidationError with the code STEP_OUTPUT_INVALID. */
export async function checkOutput<C, O>(step: BaseStep<C, O>, output: O): Promise<O> {
  if (step.checkOutput === undefined) return output;
  const checked = await checkStandard(step.checkOutput, output);
  if (checked.ok) return checked.value;
  const issues = hideSecretValues(step.checkOutput, checked.issues);
  const message = issues.map((issue) => formatIssue(issue, 'output')).join('\n');
  throw new ValidationError(message, { code: 'STEP_OUTPUT_INVALID', issues });
}
