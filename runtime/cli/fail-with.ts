import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { isRunCancelled } from '../errors/run-cancelled.ts';
import { isOutputLost } from '../process/lost-output.ts';
import { describeFailure, exitCodeFor, type FailureOptions, serializeFailure } from './report-failure.ts';

/** Prints why a command failed, and sets its exit code. What is no error of the toolkit is its own bug, and is thrown on. */
export function failWith(error: unknown, { json }: { readonly json?: boolean }, placeOf?: FailureOptions['placeOf']): void {
  if (!isActionsmithError(error)) throw error;
  process.exitCode = exitCodeFor(error);
  if (isOutputLost() && isRunCancelled(error)) return;
  if (json) process.stdout.write(`${JSON.stringify({ error: serializeFailure(error, { placeOf }) })}\n`);
  else process.stderr.write(`${describeFailure(error, { placeOf }).join('\n')}\n`);
}
