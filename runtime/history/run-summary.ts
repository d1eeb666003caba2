import type { MetricsEvent, ProgressEvent, RunEvent } from '../logging/run-event.ts';
import { type StepHistory, StepsHistory } from './step-history.ts';

/** The values that one metric had. */
export interface MetricSeries {
  /** What it was reported under, else the step that reported it. */
  readonly category: string;
  readonly name: string;
  /** Where the report also says which epoch or step it is about, that number; else how many reports came before, from 1. */
  readonly xs: number[];
  readonly values: number[];
}

export interface CategoryProgress {
  readonly category: string;
  current: number;
  total: number;
  percent: number;
}

/** What a run's events come down to. */
export class RunSummary {
  readonly #steps = new StepsHistory();
  readonly #metrics = new Map<string, { readonly category: string; readonly name: string; last: unknown; readonly series: MetricSeries }>();
  readonly #progress = new Map<string, CategoryProgress>();
  /** How many events there are. */
  count = 0;
  /** All steps together, or the last progress that was reported where there are none; 0 to 100. */
  overall: number | undefined;

  add(event: RunEvent): void {
    this.count++;
    if (event.type === 'step') this.#steps.add(event);
    else if (event.type === 'metrics') this.#addMetrics(event);
    else if (event.type === 'progress') this.#addProgress(event);
    const { overall } = event as { readonly overall?: number };
    if (overall !== undefined) this.overall = overall;
  }

  get steps(): readonly StepHistory[] {
    return this.#steps.list();
  }

  get progress(): readonly CategoryProgress[] {
    return [...this.#progress.values()];
  }

  /** Metrics that are numbers. */
  get series(): readonly MetricSeries[] {
    return [...this.#metrics.values()].flatMap(({ series }) => (series.values.length > 0 ? [series] : []));
  }

  /** The last value of every metric, by category. */
  get metrics(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
    const byCategory = new Map<string, [string, unknown][]>();
    for (const { category, name, last } of this.#metrics.values())
      byCategory.set(category, [...(byCategory.get(category) ?? []), [name, last]]);
    return Object.fromEntries([...byCategory].map(([category, entries]) => [category, Object.fromEntries(entries)]));
  }

  #addMetrics({ values, category, step }: MetricsEvent): void {
    const under = category ?? step ?? '';
    const counter = Object.entries(values).find(([name, value]) => COUNTERS.has(name) && Number.isFinite(value));
    for (const [name, value] of Object.entries(values)) {
      const key = JSON.stringify([under, name]);
      const metric = this.#metrics.get(key) ?? {
        category: under,
        name,
        last: value,
        series: { category: under, name, xs: [], values: [] },
      };
      this.#metrics.set(key, metric);
      metric.last = value;
      const isCounter = name === counter?.[0] && Object.keys(values).length > 1; // then the others are drawn over it
      if (typeof value !== 'number' || isCounter) continue;
      const { xs } = metric.series;
      const next = counter === undefined ? xs.length + 1 : Number(counter[1]);
      xs.push(xs.length > 0 && next <= xs.at(-1)! ? xs.at(-1)! + 1 : next); // a counter that begins again does not draw backwards
      metric.series.values.push(value);
    }
  }

  #addProgress({ category, step, current, total, percent, overall }: ProgressEvent): void {
    if (step === undefined && overall === undefined) this.overall = percent;
    const under = category ?? step ?? '';
    this.#progress.set(under, { category: under, current, total, percent });
  }
}

/** Names under which a report counts what it is about. */
const COUNTERS: ReadonlySet<string> = new Set(['epoch', 'step', 'iteration', 'global_step', 'batch']);
