import { isActionsmithError } from '../errors/actionsmith-error.ts';
import type { Issue } from '../validation/issue.ts';
import { describeFailure, exitCodeFor, serializeFailure } from './report-failure.ts';

/** Prints why a command failed, and sets its exit code. What is no error of the toolkit is its own bug, and is thrown on. */
export function failWith(error: unknown, { json }: { readonly json?: boolean }, describe?: (issue: Issue) => string): void {
  if (!isActionsmithError(error)) throw error;
  process.exitCode = exitCodeFor(error);
  if (json) process.stdout.write(`${JSON.stringify({ error: serializeFailure(error) })}\n`);
  else process.stderr.write(`${describeFailure(error, { describe }).join('\n')}\n`);
}
