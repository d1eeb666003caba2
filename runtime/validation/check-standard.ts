import type { Issue } from './issue.ts';
import type { StandardIssue, StandardSchemaV1 } from './standard-schema.ts';
import type { CheckResult, Validator } from './validator.ts';

/** Checks a value with any Standard Schema: zod, valibot, arktype or a generated validator. An error that the schema throws is thrown on. */
export async function checkStandard<O>(schema: StandardSchemaV1<unknown, O>, value: unknown): Promise<CheckResult<O>> {
  const own = schema as Partial<Pick<Validator<unknown, O>, 'check' | 'checkAll'>>;
  const check = own.checkAll ?? own.check;
  if (schema['~standard'].vendor === 'actionsmith' && check !== undefined) return check(value); // hints stay apart
  const result = await schema['~standard'].validate(value);
  if (result.issues === undefined) return { ok: true, value: result.value };
  return { ok: false, issues: result.issues.map(toIssue) };
}

function toIssue({ message, path = [] }: StandardIssue): Issue {
  const keys = path.map((part) => (typeof part === 'object' ? part.key : part));
  return { path: keys.map((key) => (typeof key === 'symbol' ? String(key) : key)), message: lowerFirst(message) };
}

/** Our sentences start with their subject: `params.epochs expected a number`. */
function lowerFirst(message: string): string {
  return /^[A-Z][a-z]/.test(message) ? message.charAt(0).toLowerCase() + message.slice(1) : message;
}
