import { isActionsmithError } from '../../runtime/errors.ts';

/** Exit codes of every command: 0 ok, 1 the contract or the run is wrong, 2 usage, 3 drift, 70 our bug. */
export function exitCodeOf(error: unknown): number {
  return isActionsmithError(error) || isSystemError(error) ? 1 : 70;
}

/** One message for what the user can mend; the stack only for what is our bug. */
export function printFailure(error: unknown): void {
  if (isActionsmithError(error) || isSystemError(error)) {
    process.stderr.write(`error: ${error.message}\n`);
    return;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`This is a bug in actionsmith, not in your plugin. Please report it with these lines:\n${stack}\n`);
}

/** A disk that is full, a folder without permission, a port in use: Node's own message names the path. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
