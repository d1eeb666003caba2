import { once } from 'node:events';
import { truncateSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type Backend, isBackendHttpError, openHttpBackend } from 'actionsmith/backend';
import { afterEach, expect, test } from 'vitest';
import { makeFolder } from '../../support/make-plugin.ts';

const TOKEN = 'very-secret-token';
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** A server that answers as it is told, and writes down what it was asked. */
async function serve(answer: Answer): Promise<{ readonly url: string; readonly seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => answer(request, response, seen.push(request)));
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

function open(url: string, retries = 2): Backend {
  return openHttpBackend({ url, accessToken: TOKEN, tenant: 'acme', retries, timeoutMs: 2_000 });
}

const json = (response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void =>
  void response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));

const failure = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => new Error('it did not fail'),
    (error: Error) => error,
  );

const fine: Answer = (_, response) => json(response, 200, { id: 1, results: [] });
const failOnce =
  (fault: Answer): Answer =>
  (request, response, count) =>
    (count === 1 ? fault : fine)(request, response, count);

const CALLS: readonly { name: string; isRepeated: boolean; call: (backend: Backend) => Promise<unknown> }[] = [
  { name: 'get', isRepeated: true, call: (backend) => backend.models.get(1) },
  { name: 'list', isRepeated: true, call: (backend) => backend.tasks.list() },
  { name: 'remove', isRepeated: true, call: (backend) => backend.models.remove(1) },
  { name: 'update of a job', isRepeated: true, call: (backend) => backend.updateJob('j', { status: 'RUNNING' }) },
  { name: 'annotation', isRepeated: true, call: (backend) => backend.annotateTask(1, {}) },
  { name: 'create', isRepeated: false, call: (backend) => backend.projects.create({ name: 'p' }) },
  { name: 'create of a job with an id', isRepeated: true, call: (backend) => backend.jobs.create({ id: 'j' }) },
  {
    name: 'create of a model from an upload',
    isRepeated: true,
    call: (backend) => backend.models.create({ name: 'm', chunked_upload: 'u' }),
  },
  {
    name: 'log',
    isRepeated: false,
    call: (backend) => backend.createLogs([{ event: 'e', data: {}, datetime: '2026-11-27T10:00:00Z', job: 'j' }]),
  },
];

const FAULTS: readonly { name: string; fault: Answer }[] = [
  { name: 'a connection that is cut', fault: (request) => request.socket.destroy() },
  {
    name: 'an answer that is cut',
    fault: (request, response) => void response.writeHead(200, { 'Content-Length': '99' }).write('{', () => request.socket.destroy()),
  },
  { name: 'a 503', fault: (_, response) => json(response, 503, { detail: 'later' }, { 'Retry-After': '0' }) },
];

test.each(CALLS.flatMap((call) => FAULTS.map((fault) => ({ ...call, fault: fault.fault, what: fault.name }))))(
  '$name after $what: repeated is $isRepeated',
  async ({ isRepeated, call, fault }) => {
    const { url, seen } = await serve(failOnce(fault));
    const backend = open(url);
    const error = isRepeated ? await call(backend) : await failure(call(backend));
    expect([seen.length, error instanceof Error]).toEqual(isRepeated ? [2, false] : [1, true]);
    await backend.close();
  },
);

test('also what may not be done twice is tried again where it cannot have arrived', async () => {
  const backend = open('http://127.0.0.1:9');
  const error = await failure(backend.projects.create({ name: 'p' }));
  expect(error.message).toBe('POST http://127.0.0.1:9/projects/ got no answer: ECONNREFUSED. Is the backend running there?');
  expect(error).toMatchObject({ name: 'BackendConnectionError', code: 'BACKEND_UNREACHABLE', retryable: true });
});

test.each([
  {
    status: 400,
    name: 'BackendValidationError',
    body: { detail: [{ loc: ['body', 'name'], msg: 'is required', type: 'required' }], code: 'INVALID' },
    says: 'name is required',
  },
  { status: 401, name: 'AuthenticationError', body: { detail: 'who?' }, says: 'who?' },
  { status: 403, name: 'AuthorizationError', body: { detail: 'no' }, says: 'no' },
  { status: 404, name: 'NotFoundError', body: { detail: 'gone' }, says: 'gone' },
  { status: 409, name: 'BackendConflict', body: { detail: 'taken' }, says: 'taken' },
  { status: 422, name: 'BackendValidationError', body: { detail: 'wrong' }, says: 'wrong' },
  { status: 418, name: 'BackendHttpError', body: { teapot: true }, says: '{"teapot":true}' },
  { status: 500, name: 'ServerError', body: { detail: 'oh' }, says: 'oh' },
])('an answer with $status is a $name that names method and address, and no token', async ({ status, name, body, says }) => {
  const { url } = await serve((_, response) => json(response, status, body));
  const error = await failure(open(url, 0).models.get(7));
  expect(error).toMatchObject({ name, message: `GET ${url}/models/7/ answered ${status}: ${says}` });
  expect(isBackendHttpError(error, status)).toBe(true);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(TOKEN);
});

test('a redirect to another host is followed for what is read, and the credentials stay', async () => {
  const other = await serve(fine);
  const { url, seen } = await serve((_, response) => void response.writeHead(307, { Location: `${other.url}/elsewhere` }).end());
  await open(url).models.get(1);
  expect(seen[0]!.headers).toMatchObject({ 'synapse-access-token': `Token ${TOKEN}`, 'synapse-tenant': 'Token acme' });
  expect(JSON.stringify(other.seen.map(({ headers }) => headers))).not.toMatch(/token|tenant/i);
});

test.each([
  { name: 'what is written', call: (backend: Backend) => backend.projects.create({ name: 'p' }), to: 'http://127.0.0.1:9/' },
  { name: 'another scheme', call: (backend: Backend) => backend.models.get(1), to: 'file:///etc/passwd' },
  { name: 'data', call: (backend: Backend) => backend.models.get(1), to: 'data:application/json,{}' },
  { name: 'an endless circle', call: (backend: Backend) => backend.models.get(1), to: '/models/1/' },
])('a redirect is refused for $name', async ({ call, to }) => {
  const { url } = await serve((_, response) => void response.writeHead(302, { Location: to }).end());
  expect(await failure(call(open(url, 0)))).toMatchObject({ code: 'REDIRECT_REFUSED', message: expect.stringContaining(url) });
});

test('a server that says nothing is given up in time', async () => {
  const { url } = await serve(() => {});
  const backend = openHttpBackend({ url, timeoutMs: 100, retries: 0 });
  expect(await failure(backend.models.get(1))).toMatchObject({
    name: 'BackendTimeoutError',
    message: `GET ${url}/models/1/ got no answer within 0.1 s`,
  });
});

test.each(['<html>login</html>', '[]', '"text"', '{"results":{}}'])('an answer that is none of a backend is an error: %s', async (body) => {
  const { url } = await serve((_, response) => void response.end(body));
  expect(await failure(open(url, 0).models.list())).toMatchObject({ code: 'BAD_ANSWER' });
});

test('an address or a token that cannot be used is refused before anything is sent, without the token', () => {
  expect(() => openHttpBackend({ url: 'ftp://x' })).toThrow('the address of the backend must begin with http:// or https://');
  expect(() => openHttpBackend({ url: 'http://user:pass@x' })).toThrow(
    'credentials do not belong into the address of the backend: give a token',
  );
  expect(() => openHttpBackend({ url: 'http://x', accessToken: 'a\r\nX-Evil: 1' })).toThrow(
    'a token of the backend has characters that no header may have',
  );
});

test('an upload of which the last answer is lost has arrived', async () => {
  const { url, seen } = await serve(({ method, socket }, response) => {
    if (method === 'PUT') return void socket.destroy();
    json(response, 200, { id: 'u', offset: 4, size: 4 });
  });
  const path = join(makeFolder(), 'f.txt');
  writeFileSync(path, 'four');
  expect(await open(url).upload(path)).toMatchObject({ id: 'u' });
  expect(seen.map(({ method }) => method)).toEqual(['PUT', 'GET', 'POST']);
});

test('a file that becomes shorter while it is sent is said at once, and the upload is given up', async () => {
  const path = join(makeFolder(), 'f.txt');
  const chunk = 32 * 1024 * 1024;
  writeFileSync(path, '');
  truncateSync(path, chunk + 9);
  const { url, seen } = await serve((_, response) => {
    truncateSync(path, 100);
    json(response, 200, { id: 'u', offset: chunk });
  });
  expect(await failure(open(url).upload(path))).toMatchObject({
    code: 'FILE_CHANGED',
    message: 'the file became shorter while it was sent',
  });
  expect(seen.map(({ method }) => method)).toEqual(['PUT', 'DELETE']);
});

test('a server that takes chunks and keeps none is given up', async () => {
  const { url } = await serve((_, response) => json(response, 200, { id: 'u', offset: 0 }));
  const path = join(makeFolder(), 'f.txt');
  writeFileSync(path, 'four');
  expect(await failure(open(url).upload(path))).toMatchObject({ code: 'BAD_ANSWER' });
});
