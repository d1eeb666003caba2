import { formatIssue } from '../../validation/format-issue.ts';
import type { Issue } from '../../validation/issue.ts';
import type { Validator } from '../../validation/validator.ts';
import { BackendValidationError } from '../errors/http-errors.ts';

/** The database reads no more, and then no list of such objects either. */
const MOST_LEVELS = 200;

/** What was sent, where it fits the schema. Throws BackendValidationError with every issue. `at`: where it is in what was sent. */
export function checkInput<O>(validator: Validator<unknown, O>, value: unknown, at: Issue['path'] = []): O {
  if (isDeeper(value, MOST_LEVELS)) throw refusal([{ path: at, message: `is nested more than ${MOST_LEVELS} levels deep` }]);
  const checked = validator.check(value);
  if (checked.ok) return checked.value;
  throw refusal(checked.issues.map((issue) => ({ ...issue, path: [...at, ...issue.path] })));
}

/** Says every issue in its sentence. */
export function refusal(issues: readonly Issue[]): BackendValidationError {
  return new BackendValidationError(issues.map((issue) => formatIssue(issue, 'body')).join('; '), { issues });
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
