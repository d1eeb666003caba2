import { isRunCancelled, RunCancelled } from '../errors/run-cancelled.ts';
import { serializeError } from '../errors/serialize-error.ts';
import { describeEvent } from '../logging/describe-event.ts';
import type { EventSink } from '../logging/event-sink.ts';
import { Logger } from '../logging/logger.ts';
import { makePrintable } from '../logging/make-printable.ts';
import type { RunEvent } from '../logging/run-event.ts';
import { TeeSink } from '../logging/tee-sink.ts';
import { toJson } from '../logging/to-json.ts';
import { Redactor } from '../redaction/redactor.ts';
import { EventLog } from './event-log.ts';
import { isFinal, type LogOptions, type Run, type RunState, type RunStatus } from './run.ts';
import { skipBytes } from './skip-bytes.ts';

/** A run in this process. It starts at once. */
export class LocalRun<R> implements Run<R> {
  readonly id: string;
  readonly #events = new EventLog();
  readonly #controller = new AbortController();
  readonly #outcome: Promise<R>;
  #state: RunState = { status: 'RUNNING' };

  constructor(id: string, sink: EventSink, start: (logger: Logger, signal: AbortSignal) => Promise<R>, signal?: AbortSignal) {
    this.id = id;
    const logger = new Logger(new TeeSink(this.#events, sink), { redactor: new Redactor() });
    this.#outcome = this.#follow(start, logger, signal);
    this.#outcome.catch(() => {}); // who does not ask for the result has not left a rejection unhandled
  }

  async status(): Promise<RunStatus> {
    return this.#state.status;
  }

  async state(): Promise<RunState> {
    return this.#state;
  }

  /** The lines that a console would show for the events. What the action prints itself goes to this process's own output. */
  logs({ from = 0 }: LogOptions = {}): AsyncGenerator<Uint8Array, void, undefined> {
    return skipBytes(this.#lines(), from);
  }

  async *#lines(): AsyncGenerator<Uint8Array, void, undefined> {
    const encoder = new TextEncoder();
    for await (const event of this.#events.read()) {
      const line = describeEvent(event);
      if (line !== undefined) yield encoder.encode(`${makePrintable(line)}\n`);
    }
  }

  events(): AsyncGenerator<RunEvent, void, undefined> {
    return this.#events.read();
  }

  result(): Promise<R> {
    return this.#outcome;
  }

  async cancel(): Promise<void> {
    this.#controller.abort(new RunCancelled());
    await this.#outcome.catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!isFinal(this.#state.status)) await this.cancel();
  }

  async #follow(start: (logger: Logger, signal: AbortSignal) => Promise<R>, logger: Logger, outer: AbortSignal | undefined): Promise<R> {
    const cancel = (): void => this.#controller.abort(outer?.reason);
    if (outer?.aborted) cancel();
    outer?.addEventListener('abort', cancel, { once: true });
    try {
      const result = await start(logger, this.#controller.signal);
      logger.write({ type: 'result', time: Date.now(), value: toJson(result) ?? null });
      this.#state = { status: 'SUCCEEDED' };
      return result;
    } catch (error) {
      logger.write({ type: 'failed', time: Date.now(), error: serializeError(error) });
      this.#state = { status: isRunCancelled(error) ? 'STOPPED' : 'FAILED', reason: messageOf(error) };
      throw error;
    } finally {
      outer?.removeEventListener('abort', cancel);
      await logger.close();
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
