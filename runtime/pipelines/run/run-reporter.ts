import type { LogLine } from '../../../generated/pipeline-service/log-entries/types.ts';
import type { ProgressReport } from '../../../generated/pipeline-service/progress-report/types.ts';
import type { RunUpdate } from '../../../generated/pipeline-service/run-update/types.ts';
import { isActionsmithError } from '../../errors/actionsmith-error.ts';
import { backoffMs, pause } from '../../timing/backoff.ts';
import type { PipelineRecords } from '../records.ts';

/** How long the records may be away before a run is given up. */
const OUTAGE_BUDGET_MS = 10 * 60_000;
/** What moves quickly is told so often. */
const PACE_MS = 250;
const MOST_LINES = 500;

/** Tells the records what happens in one attempt of a run, one thing after another: each report has its number, so that one which is repeated is one. */
export class RunReporter {
  readonly #records: PipelineRecords;
  readonly #runId: string;
  readonly #attempt: number;
  #sequence = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #latest: ProgressReport | undefined;
  #lines: LogLine[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(records: PipelineRecords, runId: string, attempt: number) {
    this.#records = records;
    this.#runId = runId;
    this.#attempt = attempt;
  }

  /** Resolves once it is kept. What moved before is told before. */
  async tell(report: ProgressReport): Promise<void> {
    this.#flush();
    await this.#send(report);
  }

  /** Told soon; the newest counts. */
  move(report: ProgressReport): void {
    this.#latest = report;
    this.#timer ??= setTimeout(() => this.#flush(), PACE_MS);
  }

  /** Told soon. */
  log(line: LogLine): void {
    this.#lines.push(line);
    if (this.#lines.length >= MOST_LINES) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), PACE_MS);
  }

  /** The end of a run that went well. */
  async complete(result: unknown): Promise<void> {
    await this.insist(() => this.#records.updateRun(this.#runId, { result: (result ?? null) as RunUpdate['result'] }));
    await this.tell({ status: 'completed' });
  }

  /** Asks again while the records are away. For what may be asked twice. */
  async insist<T>(ask: () => Promise<T>): Promise<T> {
    const begun = Date.now();
    for (let failures = 1; ; failures++) {
      try {
        return await ask();
      } catch (error) {
        if (!isActionsmithError(error) || !error.retryable || Date.now() - begun > OUTAGE_BUDGET_MS) throw error;
        await pause(backoffMs(failures));
      }
    }
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const [latest, lines] = [this.#latest, this.#lines];
    this.#latest = undefined;
    this.#lines = [];
    if (latest !== undefined) void this.#send(latest).catch(() => {}); // the next report fails of the same
    if (lines.length > 0) this.#queue = this.#queue.then(() => this.#records.appendLogs(this.#runId, lines)).catch(() => {});
  }

  #send(report: ProgressReport): Promise<void> {
    const numbered = { ...report, attempt: this.#attempt, sequence: ++this.#sequence };
    const sent = this.#queue.then(async () => void (await this.insist(() => this.#records.report(this.#runId, numbered))));
    this.#queue = sent.catch(() => {});
    return sent;
  }
}
