import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { openStorage } from 'actionsmith/storage';
import { afterEach, expect, test } from 'vitest';
import { digest, digestOf, keysOf } from './support/storage-contract.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Served {
  readonly url: string;
  readonly seen: string[];
}

async function serve(answer: (request: IncomingMessage, response: ServerResponse, count: number) => void): Promise<Served> {
  const seen: string[] = [];
  const server = createServer((request, response) =>
    answer(request, response, seen.push(`${request.method} ${request.url} ${request.headers.range ?? ''}`.trim())),
  );
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** Answers as a server of files, with ranges or without. */
function give(bytes: Buffer, hasRanges = true, etag = '"1"'): (request: IncomingMessage, response: ServerResponse) => void {
  return ({ headers, method }, response) => {
    const range = hasRanges ? /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') : null;
    const common = { ETag: etag, 'Last-Modified': 'Fri, 27 Nov 2026 10:00:00 GMT' };
    if (range === null)
      return void response.writeHead(200, { ...common, 'Content-Length': bytes.length }).end(method === 'HEAD' ? '' : bytes);
    const from = Number(range[1]);
    if (from >= bytes.length) return void response.writeHead(416).end();
    const part = bytes.subarray(from, range[2] === '' ? undefined : Number(range[2]) + 1);
    const content = `bytes ${from}-${from + part.length - 1}/${bytes.length}`;
    response.writeHead(206, { ...common, 'Content-Range': content, 'Content-Length': part.length }).end(part);
  };
}

test.each([{ hasRanges: true }, { hasRanges: false }])(
  'files are read whole and in ranges, from a server that has ranges ($hasRanges)',
  async ({ hasRanges }) => {
    const { url, seen } = await serve(give(Buffer.from('0123456789'), hasRanges));
    const storage = await openStorage(`${url}/data`);
    expect(await text(storage.read('a b/c?#.txt'))).toBe('0123456789');
    expect(seen).toEqual(['GET /data/a%20b/c%3F%23.txt']);
    expect(await text(storage.read('f', { offset: 3, length: 4 }))).toBe('3456');
    expect(await text(storage.read('f', { offset: 8 }))).toBe('89');
    for (const nothing of [{ offset: 10 }, { offset: 3, length: 0 }]) expect(await text(storage.read('f', nothing))).toBe('');
    expect(await storage.stat('f')).toEqual({ key: 'f', size: 10, modifiedAt: new Date('2026-11-27T10:00:00Z') });
    await storage.close();
  },
);

test('it is only read', async () => {
  const storage = await openStorage('http://127.0.0.1:9/data/');
  const refused = { code: 'STORAGE_READ_ONLY' };
  await expect(storage.write('f', 'x')).rejects.toMatchObject(refused);
  await expect(storage.remove('f')).rejects.toMatchObject(refused);
  await expect(keysOf(storage)).rejects.toMatchObject(refused);
});

test('a read that is cut again and again goes on behind what came', async () => {
  const bytes = randomBytes(3_000_000);
  const answer = give(bytes);
  const { url, seen } = await serve((request, response, count) => {
    if (count > 6) return answer(request, response);
    const from = Number(/\d+/.exec(request.headers.range ?? '0')![0]);
    response.writeHead(from === 0 ? 200 : 206, {
      ETag: '"1"',
      'Content-Length': bytes.length - from,
      ...(from > 0 && { 'Content-Range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
    });
    response.write(bytes.subarray(from, from + 200_000), () => request.socket.destroy());
  });
  expect(await digestOf((await openStorage(url)).read('f'))).toBe(digest(bytes));
  expect(seen).toHaveLength(7);
  expect(new Set(seen).size).toBe(7);
});

test('a file that changed between two parts of it is an error', async () => {
  const bytes = randomBytes(100_000);
  const { url } = await serve((request, response, count) => {
    if (count > 1) return give(bytes, true, '"2"')(request, response);
    response
      .writeHead(200, { ETag: '"1"', 'Content-Length': bytes.length })
      .write(bytes.subarray(0, 50_000), () => request.socket.destroy());
  });
  await expect(digestOf((await openStorage(url)).read('f'))).rejects.toMatchObject({ code: 'STORAGE_CHANGED' });
});

test.each([
  [401, 'STORAGE_DENIED', 'the credentials are not accepted (401)'],
  [403, 'STORAGE_DENIED', 'the credentials are not accepted, or do not allow it (403)'],
  [404, 'STORAGE_NOT_FOUND', 'it is not there (404)'],
  [418, 'STORAGE_FAILED', 'it answered 418'],
])('an answer with %i is %s, without the credentials', async (status, code, why) => {
  const { url } = await serve((_, response) => void response.writeHead(status).end('no'));
  const storage = await openStorage(url, { configuration: { headers: { Authorization: 'Bearer hunter2-secret' } } });
  const error = await text(storage.read('f')).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'StorageError', code, message: `cannot read f in ${url}/: ${why}` });
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hunter2');
});

test('an answer that may pass is asked for again', async () => {
  const { url, seen } = await serve((request, response, count) =>
    count < 3 ? void response.writeHead(503).end() : give(Buffer.from('at last'))(request, response),
  );
  expect(await text((await openStorage(url)).read('f'))).toBe('at last');
  expect(seen).toHaveLength(3);
});

test('credentials do not follow a redirect to another server', async () => {
  const tokens: (string | undefined)[] = [];
  const other = await serve((request, response) => {
    tokens.push(request.headers.authorization);
    give(Buffer.from('there'))(request, response);
  });
  const { url } = await serve((request, response) => {
    tokens.push(request.headers.authorization);
    response.writeHead(302, { Location: `${other.url}/x` }).end();
  });
  const storage = await openStorage(url, { configuration: { headers: { Authorization: 'Bearer t' } } });
  expect(await text(storage.read('f'))).toBe('there');
  expect(tokens).toEqual(['Bearer t', undefined]);
});

test('a server that is not there is said after some attempts', async () => {
  const storage = await openStorage('http://127.0.0.1:9');
  await expect(storage.stat('f', { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'TimeoutError' });
});
