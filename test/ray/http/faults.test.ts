import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { RayJobsClient } from '../../../runtime/ray/jobs-client.ts';
import { fakeDashboard } from '../support/fake-dashboard.ts';
import { rejection } from '../support/tiny.ts';

const VERSION = JSON.stringify({ version: '4', ray_version: '2.60.0', session_name: 's' });
const job = { entrypoint: 'true', submission_id: 'j1', metadata: { run: 'a' } };

test.each([
  ['a connection that is cut', (_: unknown, response: { destroy(): void }) => response.destroy()],
  [
    'a dashboard that restarts',
    (_: unknown, response: { writeHead(status: number): { end(text: string): void } }) =>
      response.writeHead(500).end('500 Internal Server Error\n\nServer got itself in trouble'),
  ],
  [
    'a gateway without a backend',
    (_: unknown, response: { writeHead(status: number): { end(text: string): void } }) => response.writeHead(503).end('try later'),
  ],
])('%s is asked again', async (_, fail) => {
  const { url, requests } = await fakeDashboard((request, response, count) =>
    count < 3 ? fail(request, response) : response.end(VERSION),
  );
  expect(await new RayJobsClient({ address: url }).version()).toMatchObject({ ray_version: '2.60.0' });
  expect(requests).toHaveLength(3);
});

test('an answer that breaks off in the middle is asked for again', async () => {
  const { url, requests } = await fakeDashboard((_, response, count) => {
    response.writeHead(200, { 'Content-Length': VERSION.length });
    if (count < 3) response.write(VERSION.slice(0, 10), () => response.destroy());
    else response.end(VERSION);
  });
  expect(await new RayJobsClient({ address: url }).version()).toMatchObject({ ray_version: '2.60.0' });
  expect(requests).toHaveLength(3);
});

test('a submit whose answer was lost is repeated, and the job that is there already is the same one', async () => {
  const { url, requests } = await fakeDashboard((request, response, count) => {
    if (count === 1) response.destroy();
    else if (request.method === 'POST')
      response
        .writeHead(500)
        .end(
          'RuntimeError: Request failed with status code 400: Job with submission_id j1 already exists. Please use a different submission_id.',
        );
    else response.end(JSON.stringify({ type: 'SUBMISSION', status: 'PENDING', entrypoint: 'true', metadata: { run: 'a', more: 'x' } }));
  });
  expect(await new RayJobsClient({ address: url }).submit(job)).toBe('j1');
  expect(requests).toEqual(['POST /api/jobs/', 'POST /api/jobs/', 'GET /api/jobs/j1']);
});

test('a delete is not repeated', async () => {
  const { url, requests } = await fakeDashboard((_, response) => response.destroy());
  expect(await rejection(new RayJobsClient({ address: url }).delete('j1'))).toMatchObject({ code: 'CLUSTER_UNREACHABLE' });
  expect(requests).toHaveLength(1);
});

test.each([
  [302, '', 'REDIRECT_REFUSED'],
  [401, 'Unauthorized: Missing authentication token', 'NOT_AUTHENTICATED'],
  [403, 'Forbidden', 'NOT_ALLOWED'],
  [413, 'Maximum request body size 104857600 exceeded', 'TOO_LARGE'],
  [500, 'Traceback (most recent call last):\n  File "x.py"\nValueError: what is wrong', 'CLUSTER_ERROR'],
])('an answer %i is an error once, without the token and without a traceback', async (status, body, code) => {
  const { url, requests } = await fakeDashboard((_, response) => response.writeHead(status, { Location: 'http://127.0.0.1:1/' }).end(body));
  const error = await rejection(new RayJobsClient({ address: url, token: 'very-secret' }).version());
  expect(error).toMatchObject({ name: 'RayError', code });
  expect(`${inspect(error, { depth: 10 })}${JSON.stringify(error)}`).not.toMatch(/very-secret|Traceback/);
  expect(requests).toHaveLength(1);
});

test('a connection that nobody answers tells where it was tried, and keeps the token to itself', async () => {
  const error = await rejection(new RayJobsClient({ address: 'http://127.0.0.1:1', token: 'very-secret', retries: 0 }).version());
  expect(error).toMatchObject({ code: 'CLUSTER_UNREACHABLE', retryable: true });
  expect(error.message).toBe('GET http://127.0.0.1:1/api/version got no answer: connect ECONNREFUSED 127.0.0.1:1. Is Ray running there?');
  expect(inspect(error, { depth: 10 })).not.toContain('very-secret');
});

test('a server that does not answer in time is given up, and one that is no dashboard is named', async () => {
  const slow = await fakeDashboard(() => {});
  expect(await rejection(new RayJobsClient({ address: slow.url, timeoutMs: 50, retries: 0 }).version())).toMatchObject({
    code: 'REQUEST_TIMED_OUT',
  });
  const other = await fakeDashboard((_, response) => response.end('<html>Login</html>'));
  expect(await rejection(new RayJobsClient({ address: other.url }).version())).toMatchObject({ code: 'BAD_ANSWER' });
  const json = await fakeDashboard((_, response) => response.end('{}'));
  expect(await rejection(new RayJobsClient({ address: json.url }).version())).toMatchObject({ code: 'NOT_RAY' });
});

test('the token travels as Ray wants it, and no header of a browser does', async () => {
  const seen: Record<string, unknown>[] = [];
  const { url } = await fakeDashboard((request, response) => {
    seen.push(request.headers);
    response.end(VERSION);
  });
  await new RayJobsClient({ address: url, token: 'very-secret', headers: { 'X-Tenant': 't' } }).version();
  expect(seen).toMatchObject([{ authorization: 'Bearer very-secret', 'x-tenant': 't', 'user-agent': 'actionsmith' }]);
  expect(Object.keys(seen[0] ?? {}).filter((name) => /^(sec-|origin|referer)/.test(name))).toEqual([]);
});
