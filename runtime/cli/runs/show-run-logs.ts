import { once } from 'node:events';
import { findRun } from '../../history/find-run.ts';
import { readEvents } from '../../history/read-events.ts';
import { readStoredRun } from '../../history/stored-run.ts';
import { Logger } from '../../logging/logger.ts';
import { jsonLine } from '../../logging/make-printable.ts';
import { PlainRenderer } from '../../logging/plain-renderer.ts';
import { type RunsOptions, runsOf } from './runs-options.ts';

export interface LogsOptions extends RunsOptions {
  readonly follow?: boolean;
}

/** What a run reported: lines as a terminal shows them, or with `--json` events, one a line. With `--follow`, until it has ended. */
export async function showRunLogs(id: string, options: LogsOptions): Promise<void> {
  const { folder } = findRun(runsOf(options), id);
  const isOver = (): boolean => !options.follow || readStoredRun(folder)?.status !== 'RUNNING';
  const lines = new Logger(new PlainRenderer(process.stdout));
  for await (const event of readEvents(folder, { isOver })) {
    if (options.json) process.stdout.write(jsonLine(event));
    else lines.write(event);
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  }
}
