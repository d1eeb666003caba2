import type { IncomingMessage } from 'node:http';
import { ServeProblem } from '../serve-routes.ts';

const LIMIT = 64 * 1024 * 1024;

/** What was sent: JSON as its value, text as text, else the bytes; undefined for nothing. Throws ServeProblem 400 and 413. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > LIMIT) throw new ServeProblem(413, `a request may have ${LIMIT / 1024 / 1024} MiB`, { code: 'TOO_LARGE' });
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? 'application/json';
  if (/^text\//i.test(type)) return bytes.toString();
  if (!/[/+]json\b/i.test(type)) return bytes;
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    throw new ServeProblem(400, 'the body is no JSON', { code: 'BAD_JSON' });
  }
}
