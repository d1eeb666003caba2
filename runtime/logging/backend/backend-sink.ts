import { writeSync } from 'node:fs';
import { BackendError } from '../../errors/backend-error.ts';
import { backoffMs, pause } from '../../timing/backoff.ts';
import type { EventSink } from '../event-sink.ts';
import type { RunEvent } from '../run-event.ts';
import type { JobChannel } from './job-channel.ts';
import { JobRecord, type Part } from './job-record.ts';
import { logEntryOf } from './log-entry.ts';
import { type LogLosses, LogSender } from './log-sender.ts';

/** So many failures in a row are no hiccup any more. */
const PATIENCE = 3;

export interface ReportOptions {
  /** The backend's id of the job that the run is. */
  readonly jobId: string;
  /** The least time from one update to the next; default 1 s. */
  readonly intervalMs?: number | undefined;
  /** How long the end of a run waits for the backend; default 30 s. */
  readonly closeTimeoutMs?: number | undefined;
  /** Told once of each thing that goes wrong; default: a warning of the process. */
  readonly warn?: ((message: string) => void) | undefined;
}

export interface BackendSinkOptions extends ReportOptions {
  readonly channel: JobChannel;
}

/**
 * Tells a backend how a job goes: its progress, metrics and state as one update a second at most, its log in batches. Nothing waits for the backend
 * but the end of the run; what fails is tried again, and what is lost is counted and said.
 */
export class BackendSink implements EventSink {
  readonly #options: BackendSinkOptions;
  readonly #channel: JobChannel;
  readonly #record = new JobRecord();
  readonly #logs: LogSender;
  readonly #warned = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #failures = 0;
  /** While the backend fails, nothing is sent before. */
  #notBefore = 0;
  #nextUpdate = 0;
  #timerDue = 0;
  #closed: Promise<void> | undefined;

  constructor(options: BackendSinkOptions) {
    this.#options = options;
    this.#channel = options.channel;
    this.#logs = new LogSender(options.channel);
  }

  /** What did not reach the backend's log. */
  get losses(): Readonly<LogLosses> {
    return this.#logs.losses;
  }

  write(event: RunEvent): void {
    if (this.#closed) throw new Error('the run has ended');
    this.#record.take(event);
    const entry = logEntryOf(event, this.#options.jobId);
    if (entry !== undefined) this.#logs.add(entry, event.type === 'log' ? event.file : undefined);
    this.#schedule();
  }

  /** Sends all that waits, the state of the job first. Throws BackendError FINAL_STATE_NOT_SENT where the backend does not learn how the run ended. */
  close(): Promise<void> {
    return (this.#closed ??= this.#finish());
  }

  /** The state of a job whose process exits is told before it does. */
  endNow(event: RunEvent): void {
    this.#record.take(event);
    const json = JSON.stringify(this.#record.write(this.#record.changed));
    if (this.#channel.updateJobNow(json)) return;
    writeSync(2, `the backend was not told how job ${this.#options.jobId} ended: its process has exited\n`);
  }

  /** At once where the last update is long enough ago, or the log has a full batch; all that is reported until then goes along. */
  #schedule(): void {
    if (this.#sending || this.#closed) return;
    const due = Math.max(this.#notBefore, this.#logs.hasFullBatch ? 0 : this.#nextUpdate);
    if (this.#timer !== undefined && this.#timerDue <= due) return;
    clearTimeout(this.#timer);
    this.#timerDue = due;
    this.#timer = setTimeout(() => (this.#sending = this.#send()), Math.max(0, due - Date.now())).unref();
  }

  /** The log does not wait for a state that the backend does not take, nor the state for the log. */
  async #send(): Promise<void> {
    this.#timer = undefined;
    const isDue = Date.now() >= this.#nextUpdate;
    if (isDue) this.#nextUpdate = Date.now() + (this.#options.intervalMs ?? 1_000);
    const results = [isDue ? await caught(this.#update()) : undefined, await caught(this.#logs.send())];
    const errors = results.filter((error) => error !== undefined);
    this.#failures = errors.length > 0 ? this.#failures + 1 : 0;
    for (const error of errors) {
      this.#warnOf(error);
      this.#notBefore = Math.max(this.#notBefore, Date.now() + waitAfter(error, this.#failures));
    }
    this.#sending = undefined;
    if (this.#record.changed.size > 0 || this.#logs.waiting > 0) this.#schedule();
  }

  /** One request for all parts; where the backend does not take it, one for each, so that a bad one does not keep the others. */
  async #update(signal?: AbortSignal): Promise<void> {
    const parts = [...this.#record.changed];
    if (parts.length === 0) return;
    const error = await caught(this.#patch(parts, signal));
    if (error === undefined) return;
    if (parts.length === 1 || !isAboutTheBody(error)) throw error;
    for (const part of parts) {
      const reason = await caught(this.#patch([part], signal));
      if (reason === undefined) continue;
      if (part === 'status' || !isRefusal(reason)) throw reason;
      this.#warn(part, `the backend does not take the ${part} of job ${this.#options.jobId}: ${reason.message}`);
    }
  }

  async #patch(parts: readonly Part[], signal: AbortSignal | undefined): Promise<void> {
    const json = JSON.stringify(this.#record.write(parts));
    try {
      await this.#channel.updateJob(json, signal);
    } catch (error) {
      if (!isRefusal(error) || parts.includes('status')) this.#record.markChanged(parts);
      throw error;
    }
  }

  async #finish(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#sending;
    const deadline = AbortSignal.timeout(this.#options.closeTimeoutMs ?? 30_000);
    const failure = await this.#insist((signal) => this.#update(signal), deadline);
    const lost = await this.#insist((signal) => this.#logs.send(signal), deadline);
    await this.#reportLosses(lost);
    if (failure === undefined) return;
    throw new BackendError(`the backend was not told how job ${this.#options.jobId} ended: ${failure.message}`, {
      code: 'FINAL_STATE_NOT_SENT',
      cause: failure,
    });
  }

  /** Tries until it works, is refused, or the time is up. */
  async #insist(work: (signal: AbortSignal) => Promise<void>, deadline: AbortSignal): Promise<Error | undefined> {
    for (let attempt = 1; ; attempt++) {
      const error = await caught(work(deadline));
      if (error === undefined || isRefusal(error) || deadline.aborted) return error;
      if ((await caught(pause(waitAfter(error, attempt), deadline))) !== undefined) return error;
    }
  }

  async #reportLosses(lost: Error | undefined): Promise<void> {
    const { dropped, refused, unconfirmed } = this.#logs.losses;
    const unsent = this.#logs.waiting;
    const losses = { dropped, refused, unconfirmed, unsent, records: this.#record.dropped };
    const said = Object.entries(losses).filter(([, count]) => count > 0);
    if (said.length === 0) return;
    const reason = lost?.message ?? this.#logs.firstRefusal;
    const because = reason === undefined ? '' : `: ${reason}`;
    this.#warn(
      'losses',
      `not all that job ${this.#options.jobId} reported is in the backend (${said.map(([what, count]) => `${count} ${what}`).join(', ')})${because}`,
    );
    const entry = logEntryOf({ type: 'log', time: Date.now(), event: 'joblog_loss', data: losses }, this.#options.jobId)!;
    const json = JSON.stringify({ ...entry, level: 'warning' });
    if (unsent === 0) await this.#channel.createLogs(json).catch(() => {}); // it is a warning of the process already
  }

  /** What is refused stays refused, and is said at once; what may work later is tried again, and said at the end. */
  #warnOf(error: Error): void {
    const job = `job ${this.#options.jobId}`;
    if (isRefusal(error)) this.#warn('refusal', `the backend refuses what ${job} reports: ${error.message}`);
    else if (this.#failures === PATIENCE)
      this.#warn('silence', `the backend cannot be told how ${job} goes, and is tried again: ${error.message}`);
  }

  /** One warning of each kind: the next would say the same in other words. */
  #warn(kind: string, message: string): void {
    if (this.#warned.has(kind)) return;
    this.#warned.add(kind);
    (this.#options.warn ?? ((text): void => process.emitWarning(text)))(message);
  }
}

async function caught(work: Promise<void>): Promise<Error | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** What a server answers to a body that it cannot take. */
function isAboutTheBody(error: Error): boolean {
  return error instanceof BackendError && [400, 413, 422].includes(Number(error.details['status']));
}

function isRefusal(error: unknown): error is BackendError {
  return error instanceof BackendError && !error.retryable;
}

function waitAfter(error: unknown, attempt: number): number {
  const asked = error instanceof BackendError ? error.details['retryAfterMs'] : undefined;
  return typeof asked === 'number' ? asked : backoffMs(attempt);
}
