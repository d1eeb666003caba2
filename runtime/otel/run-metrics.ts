import type { Attributes, Counter, Gauge, Histogram, Meter } from '@opentelemetry/api';
import type { RunEvent } from '../logging/run-event.ts';

/** The instruments of all runs of a process. */
export class RunMetrics {
  readonly #runs: Histogram;
  readonly #attempts: Counter;
  readonly #steps: Histogram;
  readonly #progress: Gauge;
  readonly #values: Gauge;

  constructor(meter: Meter) {
    this.#runs = meter.createHistogram('actionsmith.run.duration', {
      unit: 's',
      description: 'How long runs took; its count is how many there were.',
    });
    this.#steps = meter.createHistogram('actionsmith.step.duration', {
      unit: 's',
      description: 'How long steps took, all attempts together.',
    });
    this.#attempts = meter.createCounter('actionsmith.step.attempts', { unit: '{attempt}', description: 'Attempts of steps.' });
    this.#progress = meter.createGauge('actionsmith.progress', { unit: '1', description: 'How far a category of the work is, 0 to 1.' });
    this.#values = meter.createGauge('actionsmith.metric', { description: 'Numbers that actions report by setMetrics.' });
  }

  /** `of` names the action. */
  write(event: RunEvent, of: Attributes): void {
    switch (event.type) {
      case 'step': {
        const attributes = { ...of, 'actionsmith.step.name': event.step };
        if (event.status === 'started') this.#attempts.add(1, attributes);
        else if (event.durationMs !== undefined && event.status !== 'undone' && event.retryInMs === undefined)
          this.#steps.record(event.durationMs / 1000, { ...attributes, 'actionsmith.step.status': event.status });
        return;
      }
      case 'progress':
        return this.#progress.record(event.percent / 100, { ...of, ...category(event) });
      case 'metrics':
        for (const [name, value] of Object.entries(event.values))
          if (typeof value === 'number') this.#values.record(value, { ...of, ...category(event), 'actionsmith.metric.name': name });
    }
  }

  /** `errorType` is that of a run that failed. */
  endRun(durationMs: number, of: Attributes, errorType?: string): void {
    this.#runs.record(durationMs / 1000, { ...of, ...(errorType !== undefined && { 'error.type': errorType }) });
  }
}

function category({ category: name }: { readonly category?: string }): Attributes {
  return name === undefined ? {} : { 'actionsmith.category': name };
}
