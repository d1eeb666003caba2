import type { RunEvent } from '../logging/run-event.ts';
import type { RunItem } from '../ray/follow/follow-run.ts';
import { explainTask, TaskOutcome } from '../ray/task/task-outcome.ts';
import type { TaskActor } from '../ray/task/task-parts.ts';
import type { TaskRecord } from '../ray/task/task-record.ts';
import { isFinal, type LogOptions, type Run, type RunState, type RunStatus } from './run.ts';
import { skipBytes } from './skip-bytes.ts';

/** A run in an actor of a Ray cluster. Its executor must be there as long as it runs; what it printed and reported stays. */
export class TaskRun<R = unknown> implements Run<R> {
  readonly id: string;
  readonly #record: TaskRecord;
  readonly #folder: string;
  readonly #cancel: () => Promise<void>;
  #outcome: Promise<unknown> | undefined;

  /** `folder` is the plugin's on this machine: stacks then lead into it. */
  constructor(record: TaskRecord, folder: string, cancel: () => Promise<void>) {
    this.id = record.id;
    this.#record = record;
    this.#folder = folder;
    this.#cancel = cancel;
  }

  /** LOST where the gateway went away before the run had ended. */
  async status(): Promise<RunStatus> {
    return this.#record.status;
  }

  /** The Ray actor that it runs in: the actor's process, and the cluster's node. Undefined before it has begun. */
  get actor(): TaskActor | undefined {
    return this.#record.actor;
  }

  async state(): Promise<RunState> {
    const { status } = this.#record;
    const reason = await explainTask(this.#record);
    return { status, ...(reason !== undefined && { reason }) };
  }

  /** What the run prints and reports, in its order, while it happens. */
  async *follow(signal?: AbortSignal): AsyncGenerator<RunItem, TaskRecord> {
    yield* this.#record.read(signal);
    return this.#record;
  }

  /** Collects what `follow` gives, for who follows the run himself. */
  outcome(): TaskOutcome {
    return new TaskOutcome(this.#folder);
  }

  logs({ from = 0 }: LogOptions = {}): AsyncGenerator<Uint8Array, void, undefined> {
    return skipBytes(this.#printed(), from);
  }

  async *#printed(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const item of this.follow()) if (item.kind === 'output') yield item.bytes;
  }

  async *events(): AsyncGenerator<RunEvent, void, undefined> {
    for await (const item of this.follow()) if (item.kind === 'event') yield item.event;
  }

  async result(): Promise<R> {
    this.#outcome ??= this.#decide();
    return (await this.#outcome) as R;
  }

  async cancel(): Promise<void> {
    if (!this.#record.isEnded) await this.#cancel();
    await this.#record.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!isFinal(this.#record.status)) await this.cancel();
  }

  async #decide(): Promise<unknown> {
    await this.#record.ended;
    const outcome = this.outcome();
    for await (const item of this.follow()) outcome.add(item);
    return outcome.decide(this.#record);
  }
}
