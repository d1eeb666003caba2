import { ActionsmithError } from '../errors/actionsmith-error.ts';
import type { Redactor } from '../redaction/redactor.ts';
import type { EventSink } from './event-sink.ts';
import type { MessageArguments, MessageInput, MessageOptions } from './messages/message-input.ts';
import { renderMessage } from './messages/render-message.ts';
import type { RunEvent } from './run-event.ts';
import { toJsonObject } from './to-json.ts';

export interface LoggerOptions {
  /** The step that the events are of. */
  readonly step?: string;
  /** Of messages; default: English. */
  readonly language?: string | undefined;
  /** Takes secrets out of every event before the sink sees it. */
  readonly redactor?: Redactor;
}

/** Guide: Logging and Metrics. The front that authors call; every call becomes one run event for the sink. */
export class Logger implements EventSink {
  /** What keeps secrets out of the sink; undefined for a logger of no run. */
  readonly redactor: Redactor | undefined;
  /** True where nobody sees an event: then none need be made. */
  readonly isSilent: boolean;
  readonly #sink: EventSink;
  readonly #step: string | undefined;
  readonly #language: string | undefined;
  readonly #warned = new Set<string>();

  constructor(sink: EventSink, options: LoggerOptions = {}) {
    this.redactor = options.redactor;
    this.isSilent = sink instanceof Logger && sink.isSilent;
    this.#sink = sink;
    this.#step = options.step;
    this.#language = options.language;
  }

  /** A structured event of the author, with the path of a file that belongs to it. */
  log(event: string, data: Readonly<Record<string, unknown>> = {}, options: { readonly file?: string } = {}): void {
    const file = options.file === undefined ? {} : { file: options.file };
    this.write({ type: 'log', time: Date.now(), event, data: toJsonObject(data), ...file, ...this.#origin() });
  }

  /** A message for the user, in the language of the run: a text, its translations, or a message of a catalogue. */
  logMessage<M extends MessageInput>(message: M, ...[options]: MessageArguments<M>): void {
    const rendered = renderMessage(message, { language: this.#language, ...(options as MessageOptions | undefined) });
    this.write({ type: 'message', time: Date.now(), ...rendered, ...this.#origin() });
  }

  /** A message for developers, which users do not see. */
  logDevEvent(message: string, data?: Readonly<Record<string, unknown>>): void {
    this.write({ type: 'dev_event', time: Date.now(), message, ...(data && { data: toJsonObject(data) }), ...this.#origin() });
  }

  /**
   * How far the work, or one category of it, is. More than `total` counts as `total`; nothing to do (0 of 0) counts as done.
   * Throws BAD_PROGRESS for what is no number, or is below zero.
   */
  setProgress(current: number, total: number, category?: string, overall?: number): void {
    const percent = percentOf(current, total);
    this.write({
      type: 'progress',
      time: Date.now(),
      current,
      total,
      percent,
      ...(category !== undefined && { category }),
      ...this.#origin(),
      ...(overall !== undefined && { overall }),
    });
  }

  /** Numbers that describe how well the work goes. */
  setMetrics(values: Readonly<Record<string, unknown>>, category?: string): void {
    this.write({
      type: 'metrics',
      time: Date.now(),
      values: toJsonObject(values),
      ...(category !== undefined && { category }),
      ...this.#origin(),
    });
  }

  /** A logger with the same sink whose events name a step. */
  forStep(step: string): Logger {
    return new Logger(this, { step, language: this.#language });
  }

  /** Hands an event to the sink. A sink that fails never fails the run: the first failure becomes a warning of the process. */
  write(event: RunEvent): void {
    if (this.isSilent) return;
    try {
      this.#sink.write(this.redactor?.redactEvent(event) ?? event);
    } catch (error) {
      this.#warn('write', `run events are being lost, because their sink failed: ${String(error)}`);
    }
  }

  /** The last event of a process that exits, for the sinks that can do something about it then. */
  endNow(event: RunEvent): void {
    this.#sink.endNow?.(this.redactor?.redactEvent(event) ?? event);
  }

  /** Flushes. A sink that cannot do so never fails the run either, and is as loud. */
  async close(): Promise<void> {
    try {
      await this.#sink.close?.();
    } catch (error) {
      this.#warn('close', error instanceof Error ? error.message : String(error));
    }
  }

  /** Once of each: the next event would fail alike, and a logger may be closed by several. */
  #warn(of: 'write' | 'close', message: string): void {
    if (this.#warned.has(of)) return;
    this.#warned.add(of);
    process.emitWarning(this.redactor?.redactText(message) ?? message);
  }

  #origin(): { step?: string } {
    return this.#step === undefined ? {} : { step: this.#step };
  }
}

function percentOf(current: number, total: number): number {
  if (!isCount(current) || !isCount(total)) {
    throw new ActionsmithError(`progress must be two numbers of at least 0 (got ${String(current)} of ${String(total)})`, {
      code: 'BAD_PROGRESS',
    });
  }
  return total === 0 ? 100 : Math.min(100, Math.round((current / total) * 10_000) / 100);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
