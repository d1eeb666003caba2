import type { EventSink } from '../../logging/event-sink.ts';
import { describeEvent } from '../../logging/describe-event.ts';
import { makePrintable } from '../../logging/make-printable.ts';
import type { RunEvent } from '../../logging/run-event.ts';
import type { RunReporter } from './run-reporter.ts';

/** Turns what one action reports into its part of the pipeline's progress, and into lines of the log. */
export class StageReporter implements EventSink {
  readonly #name: string;
  readonly #reporter: RunReporter;
  readonly #beside: EventSink | undefined;
  #progress = 0;
  #step: string | undefined;
  #metrics: Record<string, unknown> = {};

  constructor(name: string, reporter: RunReporter, beside: EventSink | undefined) {
    this.#name = name;
    this.#reporter = reporter;
    this.#beside = beside;
  }

  write(event: RunEvent): void {
    if (event.type === 'checkpoint') return; // of its steps: the executor keeps them
    this.#beside?.write(event);
    if (event.type === 'metrics') this.#metrics = { ...this.#metrics, ...event.values };
    const percent =
      'overall' in event && event.overall !== undefined
        ? event.overall
        : event.type === 'progress' && event.step === undefined
          ? event.percent
          : undefined;
    if (event.type === 'progress') this.#step = event.category ?? event.step;
    if (percent !== undefined) this.#progress = Math.max(this.#progress, Math.min(1, percent / 100));
    if (percent !== undefined || event.type === 'metrics')
      this.#reporter.move({
        action_progress: {
          name: this.#name,
          status: 'running',
          progress: this.#progress,
          progress_step: this.#step?.slice(0, 255) ?? null,
          metrics: this.#metrics,
        },
      });
    const line = describeEvent(event);
    if (line !== undefined)
      this.#reporter.log({ message: makePrintable(line).slice(0, 10_000), level: levelOf(event), action_name: this.#name });
  }
}

function levelOf(event: RunEvent): string {
  if (event.type === 'message') return event.context === 'danger' ? 'error' : event.context;
  if (event.type === 'dev_event') return 'debug';
  return event.type === 'step' && event.error !== undefined ? 'error' : 'info';
}
