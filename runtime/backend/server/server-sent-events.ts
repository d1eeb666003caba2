import { once } from 'node:events';
import type { FastifyReply } from 'fastify';

/** An event; `id` is what a client sends as Last-Event-ID when it comes back. WHATWG HTML, 9.2. */
export interface ServerSentEvent {
  readonly id?: number | undefined;
  /** Its name; `message` where it has none. */
  readonly event?: string | undefined;
  readonly data: object;
}

/** Often enough that no proxy, and not our own limit, takes the connection for dead. */
const ALIVE_EVERY_MS = 10_000;

/** Answers with events until there are no more, the client is gone, or the server stops. A client that does not read is waited for, and nothing piles up. */
export async function answerEvents(
  reply: FastifyReply,
  stopping: AbortSignal,
  events: (signal: AbortSignal) => AsyncIterable<ServerSentEvent>,
): Promise<void> {
  reply.hijack();
  const response = reply.raw;
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const signal = AbortSignal.any([gone.signal, stopping]);
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  const timer = setInterval(() => void (response.writableNeedDrain || response.write(': alive\n\n')), ALIVE_EVERY_MS);
  try {
    for await (const { id, event, data } of events(signal)) {
      if (signal.aborted) break;
      const head = `${id === undefined ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\n`}`;
      const text = `${head}data: ${JSON.stringify(data)}\n\n`;
      if (!response.write(text)) await once(response, 'drain', { signal });
    }
  } catch (error) {
    if (!signal.aborted) reply.log.error({ err: error }, 'events ended too early');
  } finally {
    clearInterval(timer);
    response.end();
  }
}
