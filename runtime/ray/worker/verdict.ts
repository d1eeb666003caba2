import { isActionsmithError } from '../../errors/actionsmith-error.ts';
import { ExecutionError } from '../../errors/execution-error.ts';
import { serializeError } from '../../errors/serialize-error.ts';
import { toJson } from '../../logging/to-json.ts';
import type { FrameSink } from './frame-sink.ts';
import { shortenStacks } from './shorten-stacks.ts';

/** How long a process that is done may go on, for output and handles that the author left open. */
const LINGER_MS = 2_000;

/**
 * How the run ended, said exactly once, and in agreement with the exit code, from which Ray derives the job's status.
 * It catches what no `try` can: an error in a callback of the author, an early `process.exit`, a promise that can never settle.
 */
export class Verdict {
  readonly #sink: FrameSink;
  readonly #folder: string;
  #said: 'nothing' | 'succeeded' | 'failed' = 'nothing';

  constructor(sink: FrameSink, folder: string) {
    this.#sink = sink;
    this.#folder = folder;
    process.on('uncaughtException', (error) => this.failed(error));
    process.on('unhandledRejection', (reason) => this.failed(reason));
    process.on('exit', (code) => this.#leaving(code));
  }

  /** Throws VALUE_TOO_LARGE, and then nothing has been said. */
  succeeded(value: unknown): void {
    if (this.#said !== 'nothing') return;
    this.#sink.write({ type: 'result', time: Date.now(), value: toJson(value) ?? null });
    this.#end('succeeded', 0);
  }

  /** An error after the result was said makes the run a failed one all the same. */
  failed(error: unknown): void {
    if (this.#said === 'failed') return;
    this.#sink.write({ type: 'failed', time: Date.now(), error: shortenStacks(serializeError(asOurs(error)), this.#folder) });
    this.#end('failed', 1);
  }

  #end(said: 'succeeded' | 'failed', exitCode: number): void {
    this.#said = said;
    process.exitCode = exitCode;
    setTimeout(() => process.exit(exitCode), LINGER_MS).unref();
  }

  #leaving(code: number): void {
    if (this.#said === 'nothing') this.failed(leftEarly(code));
    if (this.#said === 'failed') process.exitCode = code === 0 ? 1 : code;
  }
}

/** What no `try` of ours has seen looks like what one has: an error of the toolkit with the author's as its cause. */
function asOurs(error: unknown): Error {
  if (isActionsmithError(error)) return error;
  return new ExecutionError(`the action failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
}

function leftEarly(code: number): ExecutionError {
  const message =
    code === 0 || code === 13
      ? 'the action ended without a result: it called process.exit, or waits for something that can no longer happen'
      : `the action ended its process with exit code ${code} before it had a result`;
  return new ExecutionError(message, { code: 'ENDED_EARLY' });
}
