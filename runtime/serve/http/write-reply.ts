import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ServeReply } from '../serve-routes.ts';

/** Writes an answer: JSON, bytes, or what comes piece by piece. Throws what its source throws. */
export async function writeReply(response: ServerResponse, { status, body, headers }: ServeReply, signal: AbortSignal): Promise<void> {
  if (body === undefined) {
    response.writeHead(status, headers).end();
  } else if (body instanceof Uint8Array) {
    response.writeHead(status, { 'Content-Type': 'application/octet-stream', 'Content-Length': body.byteLength, ...headers }).end(body);
  } else if (body instanceof Readable) {
    response.writeHead(status, { 'Content-Type': 'application/octet-stream', ...headers });
    await pipeline(body, response);
  } else if (isIterable(body)) {
    await writeLines(response.writeHead(status, { 'Content-Type': 'application/x-ndjson', ...headers }), body, signal);
  } else {
    const text = Buffer.from(JSON.stringify(body));
    response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': text.byteLength, ...headers }).end(text);
  }
}

async function writeLines(response: ServerResponse, items: AsyncIterable<unknown>, signal: AbortSignal): Promise<void> {
  for await (const item of items) {
    if (signal.aborted) return;
    if (!response.write(`${JSON.stringify(item)}\n`)) await once(response, 'drain', { signal }).catch(() => {});
  }
  response.end();
}

function isIterable(body: unknown): body is AsyncIterable<unknown> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
