import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AddTaskDataMethod } from './add-task-data-method.ts';
import type { AddTaskDataResult } from '../../schemas/add-task-data.ts';

/** What became of a task: `unchanged` has had these annotations already, `unmatched` got none because no row is for it. */
export interface TaskOutcome {
  readonly task_id: number;
  readonly status: 'written' | 'unchanged' | 'failed' | 'unmatched';
  readonly row?: string;
  readonly error?: string;
}

/** Entries that a result shows; all are in the report. */
const SHOWN = 1000;
const WRITE_FROM = 64 * 1024;

/** What became of every task and every row; the counts add up, and a file has each in a line of JSON. */
export class Outcomes {
  readonly #method: AddTaskDataMethod;
  readonly #path: string;
  readonly #settled = new Set<number>();
  readonly #counts = { written: 0, unchanged: 0, failed: 0, unmatched: 0 };
  readonly #rows = { total: 0, matched: 0, unmatched: 0, failed: 0 };
  readonly #failures: { task_id: number; error: string; row?: string }[] = [];
  readonly #unmatchedTasks: number[] = [];
  readonly #rowProblems: { row: string; error: string }[] = [];
  #waiting = '';

  /** `path`: of the report. */
  constructor(method: AddTaskDataMethod, path: string) {
    this.#method = method;
    this.#path = path;
  }

  get written(): number {
    return this.#counts.written + this.#counts.unchanged;
  }

  get failed(): number {
    return this.#counts.failed;
  }

  get settled(): number {
    return this.#settled.size;
  }

  has(task: number): boolean {
    return this.#settled.has(task);
  }

  async task(outcome: TaskOutcome): Promise<void> {
    const { task_id, status, row, error = '' } = outcome;
    this.#settled.add(task_id);
    this.#counts[status]++;
    if (status === 'failed' && this.#failures.length < SHOWN) this.#failures.push({ task_id, error, ...(row !== undefined && { row }) });
    if (status === 'unmatched' && this.#unmatchedTasks.length < SHOWN) this.#unmatchedTasks.push(task_id);
    await this.#report(outcome);
  }

  /** A row has its task: what becomes of it is the task's outcome. */
  matched(): void {
    this.#rows.total++;
    this.#rows.matched++;
  }

  /** A row that is none (`failed`), or for which there is no task. */
  async row(status: 'failed' | 'unmatched', row: string, error: string): Promise<void> {
    this.#rows.total++;
    this.#rows[status]++;
    if (this.#rowProblems.length < SHOWN) this.#rowProblems.push({ row, error });
    await this.#report({ row, status, error });
  }

  result(): AddTaskDataResult {
    const { written, unchanged, failed, unmatched } = this.#counts;
    const total = this.#settled.size;
    const isWhole = failed === 0 && this.#rows.failed === 0;
    const status = this.written === 0 ? 'FAILED' : isWhole ? 'SUCCEEDED' : 'PARTIAL';
    return {
      status,
      message: this.#describe(total),
      method: this.#method,
      total_tasks: total,
      success_count: written + unchanged,
      unchanged_count: unchanged,
      failed_count: failed,
      unmatched_count: unmatched,
      failures: [...this.#failures],
      unmatched_tasks: [...this.#unmatchedTasks],
      ...(this.#method === 'file' && { rows: { ...this.#rows }, row_problems: [...this.#rowProblems] }),
      report_path: this.#path,
    };
  }

  async flush(): Promise<void> {
    const lines = this.#waiting;
    this.#waiting = '';
    if (lines === '') return;
    await mkdir(dirname(this.#path), { recursive: true });
    await appendFile(this.#path, lines);
  }

  #describe(total: number): string {
    const { unchanged, failed, unmatched } = this.#counts;
    const parts = [
      ...(unchanged > 0 ? [`${unchanged} had these annotations already`] : []),
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...(unmatched > 0 ? [`for ${unmatched} there was no row`] : []),
      ...(this.#rows.unmatched > 0 ? [`${this.#rows.unmatched} rows are for no task`] : []),
      ...(this.#rows.failed > 0 ? [`${this.#rows.failed} rows cannot be read`] : []),
    ];
    return [`${this.written} of ${total} tasks are annotated`, ...parts].join('; ');
  }

  async #report(line: object): Promise<void> {
    this.#waiting += `${JSON.stringify(line)}\n`;
    if (this.#waiting.length >= WRITE_FROM) await this.flush();
  }
}
