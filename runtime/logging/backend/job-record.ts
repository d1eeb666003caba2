import type { BackendJobUpdate, MetricsRecord, ProgressRecord, StepProgress } from '../../../generated/backend-job-update/types.ts';
import type { MetricsEvent, ProgressEvent, RunEvent, SerializedError } from '../run-event.ts';

/** What is reported under neither a category nor a step. */
const UNNAMED = 'run';
/** Names beyond these are dropped, and counted: they cannot be meant for a reader. */
const MOST_NAMES = 5_000;
const MOST_METRICS = 20_000;

interface Progress {
  readonly name: string;
  readonly order: number;
  startedAt: number;
  current: number;
  total: number;
  percent: number;
  at: number;
}

export type Part = 'status' | 'progress_record' | 'metrics_record';

/**
 * What is known of a job by now: the last of every category's progress and of every metric, and its state. An event costs the same however many there
 * were; the whole is written when it is sent.
 */
export class JobRecord {
  /** Progress and metrics that had no room. */
  dropped = 0;
  readonly #progress = new Map<string, Progress>();
  readonly #metrics = new Map<string, Map<string, unknown>>();
  readonly #changed = new Set<Part>();
  #metricCount = 0;
  #percentSum = 0;
  #last: Progress | undefined;
  #overall: number | undefined;
  #state: Pick<BackendJobUpdate, 'status' | 'result'> = {};
  #startedAt: number | undefined;
  #endedAt: number | undefined;

  /** The parts that the backend has not been told. */
  get changed(): ReadonlySet<Part> {
    return this.#changed;
  }

  take(event: RunEvent): void {
    this.#startedAt ??= event.time;
    if ('overall' in event && event.overall !== undefined) this.#overall = event.overall;
    if (event.type === 'progress') this.#move(event);
    else if (event.type === 'metrics') this.#measure(event);
    else if (event.type === 'started') this.#enter({ status: 'RUNNING' });
    else if (event.type === 'result') this.#end({ status: 'SUCCEEDED', result: asObject(event.value) }, event.time);
    else if (event.type === 'failed') this.#end(failureOf(event.error), event.time);
  }

  /** The parts, complete, for one request; they are no longer changed. */
  write(parts: Iterable<Part>): BackendJobUpdate {
    const update: BackendJobUpdate = {};
    for (const part of parts) {
      this.#changed.delete(part);
      if (part === 'status') Object.assign(update, this.#state);
      else if (part === 'metrics_record') update.metrics_record = this.#writeMetrics();
      else update.progress_record = this.#writeProgress();
    }
    return update;
  }

  /** After a request that failed. */
  markChanged(parts: Iterable<Part>): void {
    for (const part of parts) this.#changed.add(part);
  }

  #move({ category, step, current, total, percent, time }: ProgressEvent): void {
    const name = category ?? step ?? UNNAMED;
    let progress = this.#progress.get(name);
    if (progress === undefined) {
      if (this.#progress.size >= MOST_NAMES) return void this.dropped++;
      progress = { name, order: this.#progress.size, startedAt: time, current: 0, total: 0, percent: 0, at: time };
      this.#progress.set(name, progress);
    }
    this.#percentSum += percent - progress.percent;
    Object.assign(progress, { current, total, percent, at: time, ...(current === 0 && { startedAt: time }) });
    this.#last = progress;
    this.#changed.add('progress_record');
  }

  #measure({ category, step, values }: MetricsEvent): void {
    const name = category ?? step ?? UNNAMED;
    let metrics = this.#metrics.get(name);
    if (metrics === undefined) {
      if (this.#metrics.size >= MOST_NAMES) return void this.dropped++;
      metrics = new Map();
      this.#metrics.set(name, metrics);
    }
    for (const [key, value] of Object.entries(values)) {
      if (!metrics.has(key) && ++this.#metricCount > MOST_METRICS) this.dropped++;
      else metrics.set(key, value);
    }
    this.#changed.add('metrics_record');
  }

  #enter(state: BackendJobUpdate): void {
    this.#state = state;
    this.#changed.add('status');
  }

  #end(state: BackendJobUpdate, time: number): void {
    this.#endedAt = time;
    if (state.status === 'SUCCEEDED') this.#overall = 100;
    this.#enter(state);
    this.#changed.add('progress_record');
  }

  #writeProgress(): ProgressRecord {
    const steps = [...this.#progress.values()].map(({ name, order, ...one }): [string, StepProgress] => [
      name,
      { order, percent: one.percent, ...remaining(one) },
    ]);
    const last = this.#last;
    const overall = Math.max(0, Math.min(100, this.#overall ?? round(this.#percentSum / Math.max(1, steps.length))));
    return {
      record: { steps: Object.fromEntries(steps) },
      current_progress: {
        overall,
        ...(last && { step: last.name, percent: last.percent, order: last.order, ...remaining(last) }),
        ...(this.#endedAt !== undefined && { time_elapsed: seconds(this.#endedAt - (this.#startedAt ?? this.#endedAt)) }),
      },
    };
  }

  #writeMetrics(): MetricsRecord {
    return { record: { steps: Object.fromEntries([...this.#metrics].map(([name, values]) => [name, Object.fromEntries(values)])) } };
  }
}

/** By how fast it went so far; unknown before the first piece is done. */
function remaining({ startedAt, at, current, total }: Omit<Progress, 'name' | 'order'>): { time_remaining?: number } {
  if (current <= 0) return {};
  return { time_remaining: seconds(((at - startedAt) / current) * Math.max(0, total - current)) };
}

function seconds(milliseconds: number): number {
  return Math.max(0, round(milliseconds / 1000));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function asObject(value: unknown): { [key: string]: unknown } {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as { [key: string]: unknown }) : { result: value };
}

/** Stopped is not failed. */
function failureOf({ name, message, code }: SerializedError): BackendJobUpdate {
  const status = name === 'RunCancelled' ? 'STOPPED' : 'FAILED';
  return { status, result: { error: message, ...(code !== undefined && { code }) } };
}
