import { once } from 'node:events';
import type { LogEntry } from '../../../generated/pipeline-service/log-entry/types.ts';
import { jsonLine, makePrintable } from '../../logging/make-printable.ts';
import type { PipelineService } from '../../pipelines/client/pipeline-service.ts';
import { readTime } from '../../pipelines/service/read-time.ts';
import { UsageError } from '../usage-error.ts';
import { type ServiceOptions, withService } from './service-options.ts';

export interface LogsOptions extends ServiceOptions {
  readonly action?: string;
  readonly level?: string;
  readonly since?: string;
  readonly follow?: boolean;
}

/** The log of a run, a line each; with `--follow` until it has ended. */
export async function showPipelineLogs(id: string, options: LogsOptions): Promise<void> {
  const { action, level } = options;
  const since = options.since === undefined ? '' : readTime(options.since);
  if (since === undefined) throw new UsageError('--since takes a time, such as 2026-01-31T12:00:00Z');
  await withService(options, async (service) => {
    for await (const entry of entriesOf(service, id, options)) {
      if (action !== undefined && entry.action_name !== action) continue;
      if (level !== undefined && entry.level !== level) continue;
      if (entry.created_at <= since) continue;
      process.stdout.write(options.json ? jsonLine(entry) : lineOf(entry));
      if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
    }
  });
}

async function* entriesOf(service: PipelineService, id: string, { follow }: LogsOptions): AsyncGenerator<LogEntry> {
  if (follow) return yield* service.tailLogs(id);
  for (let after = 0; ;) {
    const entries = await service.logs(id, { after, limit: 1_000 });
    yield* entries;
    if (entries.length < 1_000) return;
    after = entries.at(-1)!.id;
  }
}

function lineOf({ created_at, level, action_name, message }: LogEntry): string {
  return `${[created_at, level.padEnd(7), ...(action_name === null ? [] : [action_name])].join(' ')}: ${makePrintable(message)}\n`;
}
