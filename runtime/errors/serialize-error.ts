import type { SerializedError, SerializedIssue } from '../../generated/run-event/types.ts';
import { toJsonObject } from '../logging/to-json.ts';
import { messageOf } from './message-of.ts';
import type { Issue } from '../validation/issue.ts';

export type { SerializedError };

/** A chain longer than this is a loop, or no longer helps anybody. */
const MAX_CAUSES = 8;

/** Any thrown value as JSON: message, stack, issues, step, the chain of causes and the errors of an AggregateError. Never throws. */
export function serializeError(error: unknown, depth = 0): SerializedError {
  if (!(error instanceof Error)) return { name: 'Error', message: describeThrown(error) };
  const fields = error as Error & Record<string, unknown>;
  return {
    name: String(error.name),
    message: String(error.message),
    ...(typeof fields['code'] === 'string' && { code: fields['code'] }),
    ...(typeof error.stack === 'string' && { stack: error.stack }),
    ...(typeof fields['retryable'] === 'boolean' && { retryable: fields['retryable'] }),
    ...(isFilled(fields['issues']) && { issues: fields['issues'].map((issue) => serializeIssue(issue as Issue)) }),
    ...(isFilled(Object.keys(fields['details'] ?? {})) && { details: toJsonObject(fields['details']) }),
    ...(typeof fields['step'] === 'string' && { step: fields['step'] }),
    ...(typeof fields['attempt'] === 'number' && { attempt: fields['attempt'] }),
    ...(isFilled(fields['rollbackErrors']) &&
      depth < MAX_CAUSES && { rollbackErrors: fields['rollbackErrors'].map((one) => serializeError(one, depth + 1)) }),
    ...(isFilled(fields['errors']) && depth < MAX_CAUSES && { errors: fields['errors'].map((one) => serializeError(one, depth + 1)) }),
    ...(error.cause !== undefined && depth < MAX_CAUSES && { cause: serializeError(error.cause, depth + 1) }),
  };
}

/** `throw 'boom'` is legal: the text is then the message. */
function describeThrown(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? messageOf(value);
  } catch {
    return messageOf(value);
  }
}

function serializeIssue({ path, message, hint, keyword }: Issue): SerializedIssue {
  return { path: [...path], message, ...(hint !== undefined && { hint }), ...(keyword !== undefined && { keyword }) };
}

function isFilled(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}
