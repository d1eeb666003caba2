import type { BackendLogEntry } from '../../../generated/backend-log-entries/types.ts';
import type { RunEvent } from '../run-event.ts';

/** An event as an entry of the backend's log; undefined for what the record of the job holds. */
export function logEntryOf(event: RunEvent, job: string): BackendLogEntry | undefined {
  const content = contentOf(event);
  if (content === undefined) return undefined;
  const step = 'step' in event && event.step !== undefined ? { step: event.step } : {};
  return { ...content, datetime: isoTime(event.time), job, ...step };
}

function contentOf(event: RunEvent): Pick<BackendLogEntry, 'event' | 'data' | 'level'> | undefined {
  switch (event.type) {
    case 'log':
      return { event: event.event, data: event.data, level: 'info' };
    case 'message':
      return { event: 'message', data: { content: event.message }, level: event.context };
    case 'dev_event':
      return { event: 'dev_event', data: { message: event.message, ...(event.data && { data: event.data }) }, level: 'debug' };
    case 'step': {
      const { status, attempt, durationMs, error } = event;
      if (status === 'started') return undefined;
      const data = {
        status,
        ...(attempt && { attempt }),
        ...(durationMs !== undefined && { duration_ms: durationMs }),
        ...(error && { error: error.message }),
      };
      return { event: 'step', data, level: error === undefined ? 'debug' : 'error' };
    }
    case 'failed':
      return { event: 'failed', data: { error: event.error }, level: 'error' };
    default:
      return undefined;
  }
}

/** The one day that a clock is out of its mind must not lose an entry. */
function isoTime(time: number): string {
  return new Date(Number.isFinite(time) && time >= 0 && time < 253_402_300_800_000 ? time : Date.now()).toISOString();
}
