import { relative, resolve, join } from 'node:path';
import { sync as writeFileAtomic } from 'write-file-atomic';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { isSystemError, reasonOf } from '../../errors/describe-system-error.ts';
import { findRun } from '../../history/find-run.ts';
import { readRun } from '../../history/read-run.ts';
import { renderReport } from '../../report/render-report.ts';
import { type RunsOptions, runsOf } from './runs-options.ts';

export interface ReportOptions extends RunsOptions {
  /** Default: report.html in the run's folder. */
  readonly out?: string;
}

/** Writes the page of a run, and prints where it is. */
export async function writeReport(id: string, options: ReportOptions): Promise<void> {
  const run = await readRun(findRun(runsOf(options), id));
  const file = resolve(options.out ?? join(run.folder, 'report.html'));
  const text = await renderReport(run);
  try {
    writeFileAtomic(file, text, { mode: 0o600 }); // what the run was given may be nobody else's business
  } catch (cause) {
    const why = isSystemError(cause) ? `: ${reasonOf(cause)}` : '';
    throw new ActionsmithError(`the report cannot be written to ${file}${why}`, { code: 'REPORT_NOT_WRITTEN', cause });
  }
  const seen = relative(process.cwd(), file);
  if (options.json) process.stdout.write(`${JSON.stringify({ id: run.record.id, report: file, bytes: Buffer.byteLength(text) })}\n`);
  else process.stdout.write(`${seen.startsWith('..') ? file : seen}\n`);
}
