import { describeSystemError, isSystemError } from '../../runtime/errors/describe-system-error.ts';
import { type ActionsmithError, isActionsmithError } from '../../runtime/errors.ts';

/** Exit codes of every command: 0 ok, 1 the contract or the run is wrong, 2 usage, 3 drift, 70 our bug, and 141 where the reader of the output went away. */
export function exitCodeOf(error: unknown): number {
  if (isSystemError(error)) return 1;
  if (!isActionsmithError(error) || isOurBug(error)) return 70;
  return error.code === 'USAGE' ? 2 : 1;
}

/** One message for what the user can mend; the stack only for what is our bug. */
export function printFailure(error: unknown): void {
  if (exitCodeOf(error) !== 70) {
    process.stderr.write(`error: ${isSystemError(error) ? describeSystemError(error) : (error as Error).message}\n`);
    return;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`This is a bug in actionsmith, not in your plugin. Please report it with these lines:\n${stack}\n`);
}

function isOurBug(error: ActionsmithError): boolean {
  return error.code === 'EMITTED_FILE_DOES_NOT_PARSE';
}
