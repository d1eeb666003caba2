import { constants } from 'node:os';
import { deserializeError } from '../../errors/deserialize-error.ts';
import { RayError } from '../../errors/ray-error.ts';
import { RunCancelled } from '../../errors/run-cancelled.ts';
import type { FailedEvent, ResultEvent } from '../../logging/run-event.ts';
import type { RunItem } from '../follow/follow-run.ts';
import { placeStacks } from '../follow/place-stacks.ts';
import type { TaskEnd } from './task-parts.ts';
import type { TaskRecord } from './task-record.ts';

const TAIL_BYTES = 4_000;
const TAIL_LINES = 10;
const COMMAND_NOT_FOUND = 127;

/** Collects from a task what decides its outcome. */
export class TaskOutcome {
  readonly #folder: string | undefined;
  #result: ResultEvent | undefined;
  #failure: FailedEvent | undefined;
  #damage: string | undefined;
  #tail: Buffer = Buffer.alloc(0);

  /** `folder` is the plugin's here, so that stacks lead to the author's files. */
  constructor(folder?: string) {
    this.#folder = folder;
  }

  add(item: RunItem): void {
    if (item.kind === 'damage') this.#damage ??= item.why;
    else if (item.kind === 'output') this.#tail = Buffer.concat([this.#tail, item.bytes.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
    else if (item.event.type === 'result') this.#result = item.event;
    else if (item.event.type === 'failed') this.#failure = item.event;
  }

  /** The result. Throws what the run failed of, RunCancelled for a stopped one, RayError WORKER_DIED, ACTOR_DIED, NO_ACTOR, GATEWAY_LOST, RESULT_MISSING. */
  decide({ id, end, loss }: TaskRecord): unknown {
    if (end === undefined) throw loss;
    if (end.status === 'SUCCEEDED') {
      if (this.#result) return this.#result.value;
      throw new RayError(`task ${id} succeeded, and its result did not arrive: ${this.#damage ?? 'it wrote none'}`, {
        code: 'RESULT_MISSING',
      });
    }
    if (this.#failure) throw deserializeError(placeStacks(this.#failure.error, this.#folder));
    if (end.status === 'STOPPED') throw new RunCancelled(end.kind === undefined ? `task ${id} was stopped` : 'the run was cancelled');
    throw this.#failedAround(id, end);
  }

  /** The action did not fail: something under it died, or could not be had. */
  #failedAround(id: string, end: TaskEnd): RayError {
    const { sentence, code, details } = describeEnd(end);
    const tail = this.#tail.toString('utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
    return new RayError(`task ${id} failed: ${sentence}${tail ? `\n${tail}` : ''}`, { code, details });
  }
}

/** Why a run is as it is, where there is something to say. */
export async function explainTask(record: TaskRecord): Promise<string | undefined> {
  const { status, end, loss, waitsFor } = record;
  if (status === 'LOST') return loss instanceof Error ? loss.message : String(loss);
  if (status === 'PENDING') return waitsFor === undefined ? 'it waits for an actor' : describeShortage(waitsFor);
  if (status !== 'FAILED') return undefined;
  return (await record.failure())?.message ?? (end?.kind === undefined ? undefined : describeEnd(end).sentence);
}

interface Described {
  readonly sentence: string;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

function describeEnd({ kind, why = '', code, signal, actor }: TaskEnd): Described {
  if (kind === 'no-actor') return { sentence: describeShortage(why), code: 'NO_ACTOR', details: {} };
  if (kind === 'actor') {
    const of = actor?.pid === undefined ? '' : ` (process ${actor.pid} on node ${actor.node ?? ''})`;
    return { sentence: `its Ray actor${of} died${why ? `: ${oneLine(why)}` : ''}`, code: 'ACTOR_DIED', details: { ...actor } };
  }
  if (code === COMMAND_NOT_FOUND) {
    const advice = "put it on the PATH there, or use node: 'wheel'";
    return { sentence: `Node was not found on the cluster's node: ${advice}`, code: 'NODE_MISSING', details: { exitCode: code } };
  }
  const how = signal === undefined ? `ended with exit code ${code}` : `was killed by ${signalName(signal)}`;
  return {
    sentence: `its Node worker ${how}; another one has taken its place`,
    code: 'WORKER_DIED',
    details: signal === undefined ? { exitCode: code } : { signal: signalName(signal) },
  };
}

function signalName(number: number): string {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? `signal ${number}`;
}

/** The gateway's `{asked, total, free}`, where that is what is missing; else Ray's words. */
function describeShortage(why: string): string {
  const [, sentence = '', json = ''] = /^([^{]*): (\{.*)$/.exec(why) ?? [];
  try {
    const { asked, total, free } = JSON.parse(json) as Record<'asked' | 'total' | 'free', Record<string, number>>;
    return `${sentence}. It asks for ${listOf(asked)}; the cluster has ${listOf(total)}, of which ${listOf(free)} free`;
  } catch {
    return `no actor could be had: ${oneLine(why)}`;
  }
}

function listOf(resources: Readonly<Record<string, number>>): string {
  const list = Object.entries(resources).map(([name, amount]) =>
    name === 'memory' ? `${(amount / 2 ** 30).toFixed(1)} GiB of memory` : `${amount} ${name}`,
  );
  return list.length === 0 ? 'nothing' : list.join(', ');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 500);
}
