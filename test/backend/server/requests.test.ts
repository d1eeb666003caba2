import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { openBackendServer, type BackendServer } from 'actionsmith/backend';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';

const folder = new TemporaryFolder();
const logged: string[] = [];
let server: BackendServer;
const TOKENS = [{ token: 'token-of-acme', tenant: 'acme' }, { token: 'token-of-globex', tenant: 'globex' }, { token: 'token-of-all' }];

beforeAll(async () => {
  const limits = { jsonBytes: 10_000, idleMs: 600, headersMs: 600, fileBytes: 1_000_000 };
  server = await openBackendServer({ folder: `${folder.path}/b`, tokens: TOKENS, limits, log: (line) => logged.push(line) });
});

afterAll(async () => {
  await server.close();
  folder.remove();
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function ask(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(server.url + path, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode!, body: JSON.parse(text || '{}') as Answer['body'] }));
    });
    sent.on('error', reject).end(body);
  });
}

const of = (token: string, more: Record<string, string> = {}) => ({
  Authorization: `Token ${token}`,
  'Content-Type': 'application/json',
  ...more,
});

test.each([
  { name: 'no token', headers: {}, status: 401 },
  { name: 'an unknown token', headers: of('token-of-nobody'), status: 401 },
  { name: 'half of a token', headers: of('token-of-'), status: 401 },
  { name: 'no scheme', headers: { Authorization: 'token-of-acme' }, status: 401 },
  { name: 'the tenant of another token', headers: of('token-of-acme', { 'Synapse-Tenant': 'Token globex' }), status: 403 },
  { name: 'a tenant that is none', headers: of('token-of-all', { 'Synapse-Tenant': 'Token ../etc' }), status: 400 },
  { name: 'its own tenant', headers: of('token-of-acme', { 'Synapse-Tenant': 'Token acme' }), status: 200 },
  { name: 'the header of a service', headers: { 'Synapse-Access-Token': 'Token token-of-acme' }, status: 200 },
  { name: 'a bearer', headers: { Authorization: 'Bearer token-of-all' }, status: 200 },
])('a request with $name is answered $status', async ({ headers, status }) => {
  const answer = await ask('GET', '/models/', headers);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).not.toContain('token-of');
});

test('a tenant sees, changes and counts its own objects only', async () => {
  const { body } = await ask('POST', '/projects/', of('token-of-acme'), '{"name":"secret"}');
  const path = `/projects/${String(body['id'])}/`;
  await ask('POST', '/jobs/', of('token-of-acme'), '{"id":"shared"}');
  expect((await ask('GET', path, of('token-of-globex'))).status).toBe(404);
  expect((await ask('DELETE', path, of('token-of-globex'))).status).toBe(404);
  expect((await ask('GET', '/projects/', of('token-of-globex'))).body).toEqual({ count: 0, next: null, results: [] });
  expect((await ask('PATCH', '/jobs/shared/', of('token-of-globex'), '{"status":"FAILED"}')).status).toBe(404);
  expect((await ask('POST', '/tasks/', of('token-of-globex'), JSON.stringify({ project: body['id'] }))).status).toBe(400);
  expect((await ask('POST', '/jobs/', of('token-of-globex'), '{"id":"shared"}')).status).toBe(201);
  expect((await ask('GET', path, of('token-of-acme'))).status).toBe(200);
});

test('an upload of another tenant is not there, also for who knows its id', async () => {
  const id = '11111111-2222-4333-8444-555555555555';
  const headers = { 'Content-Range': 'bytes 0-4/5', 'Content-Type': 'application/octet-stream' };
  expect((await ask('PUT', `/chunked_upload/${id}/`, { ...of('token-of-acme'), ...headers }, 'abcde')).status).toBe(200);
  expect((await ask('GET', `/chunked_upload/${id}/`, of('token-of-globex'))).status).toBe(404);
  expect((await ask('PUT', `/chunked_upload/${id}/`, { ...of('token-of-globex'), ...headers }, 'vwxyz')).status).toBe(404);
  expect((await ask('POST', `/chunked_upload/${id}/`, of('token-of-acme'), '{"md5":"ab56b4d92b40713acc5af89985d4b786"}')).status).toBe(200);
  expect((await ask('POST', '/models/', of('token-of-globex'), JSON.stringify({ name: 'm', chunked_upload: id }))).status).toBe(400);
});

test.each([
  { name: 'malformed JSON', path: '/models/', body: '{"name":', status: 400 },
  { name: 'no JSON at all', path: '/models/', body: 'hello', status: 400 },
  { name: 'an empty body', path: '/models/', body: '', status: 400 },
  { name: 'a key that would change every object', path: '/models/', body: '{"name":"m","__proto__":{"admin":true}}', status: 400 },
  { name: 'a body that is too large', path: '/models/', body: JSON.stringify({ name: 'x'.repeat(20_000) }), status: 413 },
  { name: 'an unknown field', path: '/models/', body: '{"nam":"m"}', status: 400 },
  {
    name: 'objects in objects without an end',
    path: '/models/',
    body: `{"name":"m","configuration":${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}}`,
    status: 400,
  },
  { name: 'an unknown route', path: '/modles/', body: '{}', status: 404 },
  { name: 'an address that is none', path: '/models/%ZZ/', body: '{}', status: 400 },
  { name: 'an id that is no number', path: '/tasks/1%20or%201=1/annotate_task_data/', body: '{}', status: 404 },
])('$name is answered $status, in JSON and without a word about the inside', async ({ path, body, status }) => {
  const answer = await ask('POST', path, of('token-of-all'), body);
  expect(answer).toMatchObject({ status, body: { detail: expect.anything(), code: expect.any(String) } });
  expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|SQLITE|\.ts:\d/);
});

test.each([
  { name: 'a gap', range: 'bytes 3-4/9', status: 416 },
  { name: 'no range', range: undefined, status: 400 },
  { name: 'a range that is none', range: 'bytes 5-4/9', status: 400 },
  { name: 'a range beyond the end', range: 'bytes 0-9/9', status: 400 },
  { name: 'more bytes than its range says', range: 'bytes 0-0/9', status: 400 },
  { name: 'fewer bytes than its range says', range: 'bytes 0-4/9', status: 400 },
  { name: 'a whole that is too large', range: 'bytes 0-1/2000000', status: 413 },
])('a chunk with $name is answered $status', async ({ range, status }) => {
  const headers = {
    ...of('token-of-all'),
    'Content-Type': 'application/octet-stream',
    ...(range !== undefined && { 'Content-Range': range }),
  };
  expect((await ask('PUT', '/chunked_upload/', headers, 'ab')).status).toBe(status);
});

test('an upload with the wrong checksum is refused, and is gone', async () => {
  const headers = { ...of('token-of-all'), 'Content-Range': 'bytes 0-1/2', 'Content-Type': 'application/octet-stream' };
  const { body } = await ask('PUT', '/chunked_upload/', headers, 'ab');
  const path = `/chunked_upload/${String(body['id'])}/`;
  expect(await ask('POST', path, of('token-of-all'), `{"md5":"${'0'.repeat(32)}"}`)).toMatchObject({
    status: 400,
    body: { code: 'CHECKSUM_MISMATCH' },
  });
  expect((await ask('GET', path, of('token-of-all'))).status).toBe(404);
});

test('the address of a file holds for that file, and for a while', async () => {
  const headers = { ...of('token-of-acme'), 'Content-Range': 'bytes 0-9/10', 'Content-Type': 'application/octet-stream' };
  const { body } = await ask('PUT', '/chunked_upload/?filename=..%2Fa%20%22b%22.txt', headers, '0123456789');
  const sha = '84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882';
  const done = await ask('POST', `/chunked_upload/${String(body['id'])}/`, of('token-of-acme'), `{"sha256":"${sha}"}`);
  const url = String(done.body['file']);
  const whole = await fetch(url);
  expect([await whole.text(), whole.headers.get('content-disposition')]).toEqual([
    '0123456789',
    "attachment; filename*=UTF-8''a%20%22b%22.txt",
  ]);
  const part = await fetch(url, { headers: { Range: 'bytes=3-5' } });
  expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, '345', 'bytes 3-5/10']);
  expect((await fetch(url, { headers: { Range: 'bytes=10-' } })).status).toBe(416);
  expect((await fetch(url.replace(/signature=(.)/, (_, first) => `signature=${first === 'A' ? 'B' : 'A'}`))).status).toBe(403);
  expect((await fetch(url.replace(/expires=\d/, 'expires=9'))).status).toBe(403);
  expect((await fetch(url.split('?')[0]!)).status).toBe(403);
});

test('a client that is slow with its headers, or sends nothing more, is let go, and the server answers others', async () => {
  const slow = await Promise.all(
    [
      'GET /models/ HTTP/1.1\r\nHost: a',
      `POST /models/ HTTP/1.1\r\nHost: a\r\nAuthorization: Token token-of-all\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{`,
    ].map(
      (text) =>
        new Promise<string>((resolve) => {
          const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(text));
          let answer = '';
          socket.on('data', (chunk) => (answer += String(chunk)));
          socket.on('close', () => resolve(answer)).on('error', () => {});
        }),
    ),
  );
  expect(slow.every((answer) => answer === '' || answer.startsWith('HTTP/1.1 408'))).toBe(true);
  expect((await ask('GET', '/models/', of('token-of-all'))).status).toBe(200);
});

test('a client that has sent all of a chunk and goes away before it is read is no failure of the server', async () => {
  const head =
    `PUT /chunked_upload/ HTTP/1.1\r\nHost: a\r\nAuthorization: Token token-of-all\r\nContent-Type: application/octet-stream\r\n` +
    `Content-Length: 9000\r\nContent-Range: bytes 0-8999/9000\r\n\r\n`;
  for (let at = 0; at < 20; at++) {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => {}).write(head + 'x'.repeat(9_000), () => socket.destroy());
    await once(socket, 'close');
    expect((await ask('GET', '/models/', of('token-of-all'))).status).toBe(200);
  }
});

test('nothing of all that was a failure of the server', () => {
  expect(logged).toEqual([]);
});
