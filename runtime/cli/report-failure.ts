import { type ActionsmithError, isActionsmithError } from '../errors/actionsmith-error.ts';
import { type SerializedError, serializeError } from '../errors/serialize-error.ts';
import { isValidationError } from '../errors/validation-error.ts';
import { toolkitRoot } from '../discovery/toolkit-entries.ts';
import type { Issue } from '../validation/issue.ts';
import { authorFrames } from './author-frames.ts';
import { describeIssue, type IssuePlace } from './read-params.ts';

export interface FailureOptions {
  /** Where a param with an issue came from. */
  readonly placeOf?: ((issue: Issue) => IssuePlace) | undefined;
}

/**
 * What a failed command tells its user, in lines. Input that is wrong gets one line an issue; what the author's code threw gets its message, its step
 * and the author's own frames. Never a stack of the toolkit.
 */
export function describeFailure(error: unknown, options: FailureOptions = {}): string[] {
  if (isValidationError(error) && error.code === 'PARAMS_INVALID') {
    const { placeOf } = options;
    if (placeOf === undefined || error.issues.length === 0) return error.message.split('\n');
    return error.issues.map((issue) => describeIssue(issue, placeOf(issue)));
  }
  if (!isActionsmithError(error)) return [`error: ${messageOf(error)}`, ...framesOf(error)];
  return [`error: ${error.message}`, ...describeRollback(error), ...(needsNoStack(error) ? [] : framesOf(rootCause(error)))];
}

/** The same for `--json`: stacks only where the author's code failed, and every issue with the params with its flag, or its file, line and column. */
export function serializeFailure(error: unknown, { placeOf }: FailureOptions = {}): SerializedError {
  const serialized = serializeError(error);
  if (!needsNoStack(serialized)) return serialized;
  const { stack: _stack, cause: _cause, ...rest } = serialized;
  if (placeOf === undefined || !isValidationError(error) || error.code !== 'PARAMS_INVALID') return rest;
  const { issues } = error;
  return { ...rest, issues: (rest.issues ?? []).map((issue, index) => Object.assign(issue, placeOf(issues[index]!))) };
}

/** The exit code for a failed command: 2 for wrong usage, else 1. */
export function exitCodeFor(error: unknown): number {
  return isActionsmithError(error) && WRONG_USAGE.has(error.code) ? 2 : 1;
}

/** Where the author's code had no part in the failure. */
function needsNoStack({ name, code = '' }: { readonly name: string; readonly code?: string | undefined }): boolean {
  return name === 'RayError' || NEEDS_NO_STACK.has(code);
}

const WRONG_USAGE: ReadonlySet<string> = new Set(['USAGE', 'MODE_UNKNOWN']);

/** Their message says all there is to know. */
const NEEDS_NO_STACK: ReadonlySet<string> = new Set([
  'PIPELINE_INCOMPATIBLE',
  'PIPELINE_FILE_INVALID',
  'OTHER_PIPELINE',
  'RUN_GOES_ON',
  'USAGE',
  'PARAMS_INVALID',
  'STUB_NOT_FILLED',
  'CONTRACT_INVALID',
  'PARAMS_UNREADABLE',
  'SECRET_UNAVAILABLE',
  'RESULT_INVALID',
  'STEP_OUTPUT_INVALID',
  'ACTION_NOT_FOUND',
  'PLUGIN_NOT_FOUND',
  'PLUGIN_AMBIGUOUS',
  'PLUGIN_NOT_GENERATED',
  'MODE_UNKNOWN',
  'MODE_NOT_AVAILABLE',
  'BUNDLE_UNREADABLE',
  'BUNDLE_NOT_WRITTEN',
  'RUN_CANCELLED',
  'ENDED_EARLY',
  'RUN_TIMED_OUT',
  'CONTRACT_MISMATCH',
  'JOB_NOT_FOUND',
  'RUN_NOT_FOUND',
  'RUN_AMBIGUOUS',
  'RUN_NOT_RESUMABLE',
  'REPORT_NOT_WRITTEN',
  'CONVERSION_FAILED',
  'DATASET_NOT_FOUND',
  'DATASET_UNREADABLE',
  'SOURCE_REFUSED',
  'OUTPUT_EXISTS',
  'OUTPUT_REFUSED',
  'FORMAT_NOT_PLAIN',
]);

function describeRollback(error: ActionsmithError): string[] {
  const undone = stepsWhoseRollback(error, 'done');
  const left = stepsWhoseRollback(error, 'failed');
  const known = left.length === error.rollbackErrors.length; // a checkpoint that could not be removed is an error of no step
  return [
    ...(undone.length > 0 ? [`  undone: ${undone.join(', ')}`] : []),
    ...error.rollbackErrors.map(({ message }, index) => `  could not be undone: ${known ? `${left[index]}: ` : ''}${message}`),
  ];
}

/** In the order in which they were undone. */
function stepsWhoseRollback({ details }: ActionsmithError, rollback: 'done' | 'failed'): string[] {
  const report = details['report'] as { steps?: readonly { name: string; rollback?: string }[] } | undefined;
  const steps = (report?.steps ?? []).filter((step) => step.rollback === rollback);
  return steps.map((step) => step.name).toReversed();
}

/** The first error of the chain: where it really happened. */
function rootCause(error: unknown): unknown {
  let deepest = error;
  for (let depth = 0; depth < 8 && deepest instanceof Error && deepest.cause instanceof Error; depth++) deepest = deepest.cause;
  return deepest;
}

function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return authorFrames(error.stack ?? '', toolkitRoot()).map((frame) => `    ${frame}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
