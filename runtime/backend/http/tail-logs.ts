import type { LogEntry } from '../../../generated/backend/log-entry/types.ts';
import type { TailOptions } from '../backend.ts';
import type { BackendHttp } from './backend-http.ts';
import { followEvents } from './follow-events.ts';
import type { ReadEvent } from './read-events.ts';

/** The log of a job as it comes, each entry once. */
export async function* tailLogs(http: BackendHttp, job: string, { signal, after = 0 }: TailOptions): AsyncGenerator<LogEntry> {
  const path = `jobs/${encodeURIComponent(job)}/tail_console_logs/`;
  for await (const { data } of followEvents(http, path, { isLast, after: String(after), signal }))
    if (data['entry'] !== undefined) yield data['entry'] as LogEntry;
}

function isLast({ data }: ReadEvent): boolean {
  return data['type'] === 'complete';
}
