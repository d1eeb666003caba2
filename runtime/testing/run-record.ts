import { AssertionError } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { isRunCancelled } from '../errors/run-cancelled.ts';
import type { RunStatus } from '../executors/run.ts';
import type { RunEvent } from '../logging/run-event.ts';
import type { TemporaryFolder } from './temporary-folder.ts';
import type { FakeClock } from './fake-clock.ts';

type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/** How a run ended. */
export type Ending<R> = { readonly result: R } | { readonly error: unknown };

/** What a run in a test did, from its events: everything as plain values, for the assertions of any framework. */
export class RunRecord<R = unknown> {
  /** The result; undefined where the run failed. */
  readonly result: R | undefined;
  /** What the run failed of; undefined where it succeeded. */
  readonly error: (Error & Readonly<Record<string, unknown>>) | undefined;
  readonly status: Extract<RunStatus, 'SUCCEEDED' | 'FAILED' | 'STOPPED'>;
  readonly events: readonly RunEvent[];
  readonly clock: FakeClock;
  readonly #folder: TemporaryFolder;

  constructor(ending: Ending<R>, events: readonly RunEvent[], folder: TemporaryFolder, clock: FakeClock) {
    const failed = 'error' in ending;
    this.result = failed ? undefined : ending.result;
    this.error = failed ? (ending.error as RunRecord['error']) : undefined;
    this.status = !failed ? 'SUCCEEDED' : isRunCancelled(ending.error) ? 'STOPPED' : 'FAILED';
    this.events = events;
    this.#folder = folder;
    this.clock = clock;
  }

  /** The percentages of a category, in their order; without one, of everything. */
  progress(category?: string): number[] {
    return this.#of('progress')
      .filter((event) => category === undefined || event.category === category)
      .map(({ percent }) => percent);
  }

  /** The percentages of all steps together, in their order. */
  get overall(): number[] {
    return this.events.flatMap((event) => ('overall' in event && event.overall !== undefined ? [event.overall] : []));
  }

  /** The values of a category, in their order; without one, of all. */
  metrics(category?: string): Readonly<Record<string, unknown>>[] {
    return this.#of('metrics')
      .filter((event) => category === undefined || (event.category ?? event.step) === category)
      .map(({ values }) => values);
  }

  /** `warning: low accuracy`: what users are told. */
  get messages(): string[] {
    return this.#of('message').map(({ context, message }) => `${context}: ${message}`);
  }

  /** The data of every event of that name that was logged. */
  logged(event: string): Readonly<Record<string, unknown>>[] {
    return this.#of('log')
      .filter((entry) => entry.event === event)
      .map(({ data }) => data);
  }

  /** `train finished`: what became of the steps, in its order. */
  get steps(): string[] {
    return this.#of('step').map(({ step, status }) => `${step} ${status}`);
  }

  /** The steps that were undone, in the order in which they were. */
  get undone(): string[] {
    return this.#of('step').flatMap(({ step, status, error }) => (status === 'undone' && error === undefined ? [step] : []));
  }

  /** The run's temporary folder. It goes when the process ends. */
  get folder(): string {
    return this.#folder.path;
  }

  /** What the run left in its temporary folder: paths with `/`, sorted. */
  get files(): string[] {
    if (!this.#folder.exists) return [];
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .toSorted();
  }

  /** The text of a file of the temporary folder. */
  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** The result. Throws AssertionError, with what the run failed of as its cause, where there is none. */
  succeeded(): R {
    if (this.status === 'SUCCEEDED') return this.result as R;
    throw failure(
      `the run should have succeeded, and ${this.status === 'STOPPED' ? 'was cancelled' : 'failed'}: ${this.error?.message}`,
      this.error,
    );
  }

  /** The error. Throws AssertionError where the run succeeded, or failed in another way. */
  failed(expected: ExpectedFailure = {}): Error & Readonly<Record<string, unknown>> {
    const { error } = this;
    if (error === undefined) throw failure(`the run should have failed, and gave ${JSON.stringify(this.result)}`);
    const { code, step, message } = expected;
    const found = { code: isActionsmithError(error) ? error.code : undefined, step: error['step'] };
    if (code !== undefined && found.code !== code)
      throw failure(`the run should have failed with ${code}, and did with ${String(found.code)}: ${error.message}`, error);
    if (step !== undefined && found.step !== step)
      throw failure(`the run should have failed in step ${step}, and did in ${String(found.step ?? 'none')}: ${error.message}`, error);
    const fits = message === undefined || (typeof message === 'string' ? error.message.includes(message) : message.test(error.message));
    if (!fits) throw failure(`the run should have failed with ${String(message)}, and did with: ${error.message}`, error);
    return error;
  }

  /** Removes the temporary folder now. */
  [Symbol.dispose](): void {
    this.#folder.remove();
  }

  #of<T extends RunEvent['type']>(type: T): EventOf<T>[] {
    return this.events.filter((event): event is EventOf<T> => event.type === type);
  }
}

export interface ExpectedFailure {
  readonly code?: string;
  readonly step?: string;
  /** A part of the message, or a pattern. */
  readonly message?: string | RegExp;
}

function failure(message: string, cause?: unknown): AssertionError {
  return Object.assign(new AssertionError({ message }), { cause });
}
