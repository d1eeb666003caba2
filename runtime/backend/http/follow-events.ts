import { BackendError } from '../../errors/backend-error.ts';
import { BackendConnectionError } from '../errors/connection-errors.ts';
import type { BackendHttp } from './backend-http.ts';
import { type ReadEvent, readEvents } from './read-events.ts';
import { backoffMs, pause } from '../../timing/backoff.ts';

const MOST_FAILURES = 8;

export interface FollowedEvents {
  /** After it there is nothing more to come. */
  readonly isLast: (event: ReadEvent) => boolean;
  /** The id of the last event that is known already. */
  readonly after?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Server-sent events, each once: a connection that is lost before the last of them is made again behind the one that came last. */
export async function* followEvents(http: BackendHttp, path: string, { isLast, after, signal }: FollowedEvents): AsyncGenerator<ReadEvent> {
  for (let last = after, failures = 0; ;) {
    const before = last;
    try {
      const headers = last === undefined ? {} : { 'Last-Event-ID': last };
      const { body } = await http.stream({ method: 'GET', path, headers, signal });
      for await (const event of readEvents(body)) {
        yield event;
        last = event.id ?? last;
        if (isLast(event)) return;
      }
      throw new BackendConnectionError(`GET ${http.url}${path} was cut off`);
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      failures = last === before ? failures + 1 : 0;
      if (!(error instanceof BackendError) || !error.retryable || failures > MOST_FAILURES) throw error;
      await pause(backoffMs(Math.max(1, failures)), signal);
    }
  }
}
