import { percentOf } from '../percent.ts';
import { exportProgress } from '../progress.ts';
import type { AnyExportContext } from './export-hooks.ts';
import type { ExportFailure } from './export-item.ts';
import type { ExportOutput } from './export-output.ts';
import { describeFailure, sayFailure } from './item-error.ts';

/** So many errors stay in memory, and so many are told while the export runs. */
const KEPT = 1000;
const TOLD = 20;

/** What became of each item. Whatever happens, the counts add up. */
export class Ledger {
  readonly #context: AnyExportContext;
  readonly #output: ExportOutput;
  #reports: readonly [string, (done: number, total: number) => void][] = [];

  constructor(context: AnyExportContext, output: ExportOutput) {
    this.#context = context;
    this.#output = output;
  }

  /** Items that were looked at. */
  get seen(): number {
    const { exportedCount, failedCount, skippedCount } = this.#context;
    return exportedCount + failedCount + skippedCount;
  }

  /** A pass over all items begins. `originals`: true where their files are written too. */
  async begin({ originals }: { readonly originals: boolean }): Promise<void> {
    Object.assign(this.#context, { exportedCount: 0, failedCount: 0, skippedCount: 0, writtenBytes: 0, errors: [] });
    await this.#output.errors.clear();
    const categories = originals ? [exportProgress.ORIGINAL_FILE, exportProgress.DATA_FILE] : [exportProgress.DATA_FILE];
    this.#reports = categories.map((category) => [category, percentOf(this.#place(category), category)]);
  }

  saved(bytes: number): void {
    this.#context.exportedCount += 1;
    this.#context.writtenBytes += bytes;
    this.#report();
  }

  skipped(): void {
    this.#context.skippedCount += 1;
    this.#report();
  }

  async failed(item: number, phase: ExportFailure['phase'], error: unknown, file?: string): Promise<void> {
    const context = this.#context;
    const failure = describeFailure(item, phase, error, file);
    context.failedCount += 1;
    if (context.errors.length < KEPT) context.errors.push(failure);
    if (context.failedCount <= TOLD) context.logMessage(sayFailure(failure), { context: 'warning' });
    await this.#output.errors.add(failure);
    this.#report();
  }

  #report(): void {
    const total = Math.max(this.seen, this.#context.totalCount);
    for (const [, report] of this.#reports) report(this.seen, total);
  }

  /** Whenever there is progress, how many of what. */
  #place(category: string): Pick<AnyExportContext, 'setProgress'> {
    const context = this.#context;
    return {
      setProgress: (...progress) => {
        context.setProgress(...progress);
        const { exportedCount: success, failedCount: failed } = context;
        context.setMetrics({ stand_by: Math.max(0, context.totalCount - this.seen), success, failed }, category);
      },
    };
  }
}
