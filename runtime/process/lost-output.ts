import { reasonOf } from '../errors/describe-system-error.ts';

/** The exit code of a program whose reader went away, as a shell shows it for SIGPIPE: `actionsmith run … | head -1`. */
export const EXIT_OUTPUT_CLOSED = 141;

let lost: NodeJS.ErrnoException | undefined;
const listeners = new Set<() => void>();

/**
 * Makes the process end when stdout or stderr can no longer be written: quietly with 141 when nobody reads any more, with one line and 1 when
 * the disk is full. Work that `onOutputLost` was told of is cancelled instead, cleans up, and the process ends after it.
 */
export function endWithOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', loseOutput);
  process.on('exit', () => {
    if (lost !== undefined) process.exitCode = exitCode(lost);
  });
}

/** Calls back when the output is lost, at most once, until the function that it gives is called. */
export function onOutputLost(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function isOutputLost(): boolean {
  return lost !== undefined;
}

/** True for a failed write to a stream that is no file of ours: some streams throw where others emit. */
export function isOutputError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && error.syscall === 'write' && !('path' in error);
}

/** For a failed write that was thrown. */
export function loseOutput(error: NodeJS.ErrnoException): void {
  if (lost !== undefined) return;
  lost = error;
  if (!isClosed(error)) process.stderr.write(`error: the output cannot be written: ${reasonOf(error)}\n`);
  if (listeners.size === 0) process.exit(exitCode(error));
  for (const listener of listeners) listener();
}

function exitCode(error: NodeJS.ErrnoException): number {
  return isClosed(error) ? EXIT_OUTPUT_CLOSED : 1;
}

function isClosed({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ECONNRESET';
}
