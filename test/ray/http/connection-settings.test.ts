import { readFileSync } from 'node:fs';
import { createServer as createProxy, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { isThisHost, resolveHeaders } from '../../../runtime/ray/http/connection-settings.ts';
import { RayJobsClient } from '../../../runtime/ray/jobs-client.ts';
import { fakeDashboard } from '../support/fake-dashboard.ts';
import { rejection } from '../support/tiny.ts';

const tls = (name: string): string => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));
const VERSION = JSON.stringify({ version: '4', ray_version: '2.60.0', session_name: 's' });

afterEach(() => vi.unstubAllEnvs());

test('a dashboard behind https is trusted by the file of its authority, which the environment may name, and not otherwise', async () => {
  const { port } = await httpsDashboard();
  const address = `https://localhost:${port}`;
  const quick = { address, retries: 0 };
  expect(await rejection(new RayJobsClient(quick).version())).toMatchObject({
    code: 'CLUSTER_UNREACHABLE',
    retryable: false,
    message: expect.stringMatching(/unable to (get local issuer|verify the first) certificate/),
  });
  expect(await new RayJobsClient({ ...quick, verify: tls('ca.pem') }).version()).toMatchObject({ ray_version: '2.60.0' });
  expect(await new RayJobsClient({ ...quick, verify: false }).version()).toMatchObject({ ray_version: '2.60.0' });
  vi.stubEnv('REQUESTS_CA_BUNDLE', tls('ca.pem'));
  expect(await new RayJobsClient(quick).version()).toMatchObject({ ray_version: '2.60.0' });
  expect(() => new RayJobsClient({ address, verify: '/nowhere/ca.pem' })).toThrow(
    'the file of certificate authorities /nowhere/ca.pem cannot be read',
  );
});

test('a dashboard elsewhere is reached through the proxy of the environment, by a tunnel that does not see the token', async () => {
  const { port } = await httpsDashboard();
  const proxy = await tunnelProxy(port);
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${proxy.port}`);
  const client = new RayJobsClient({ address: 'https://ray.test:8265', token: 'very-secret', verify: tls('ca.pem'), retries: 0 });
  expect(await client.version()).toMatchObject({ ray_version: '2.60.0' });
  expect(proxy.seen.map(({ url }) => url)).toEqual(['ray.test:8265']);
  expect(inspect(proxy.seen.map(({ headers }) => headers))).not.toContain('very-secret');
});

test('NO_PROXY is respected, and a proxy is never asked for this machine', async () => {
  const proxy = await tunnelProxy(1);
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY']) vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
  vi.stubEnv('NO_PROXY', 'ray.test');
  const excluded = new RayJobsClient({ address: 'https://ray.test:8265', retries: 0 });
  expect(await rejection(excluded.version())).toMatchObject({ code: 'CLUSTER_UNREACHABLE', message: expect.stringContaining('ray.test') });
  const { url } = await fakeDashboard((_, response) => response.end(VERSION));
  expect(await new RayJobsClient({ address: url }).version()).toMatchObject({ ray_version: '2.60.0' });
  expect(proxy.seen).toEqual([]);
});

test.each([
  ['http://localhost:8265', true],
  ['http://127.8.0.1:8265', true],
  ['http://[::1]:8265', true],
  ['http://ray.localhost', true],
  ['http://10.0.0.1:8265', false],
  ['https://localhost.example.com', false],
])('%s is this machine: %s', (url, expected) => {
  expect(isThisHost(url)).toBe(expected);
});

test('headers come from RAY_JOB_HEADERS, and over them from the caller', async () => {
  const seen: IncomingMessage['headers'][] = [];
  const { url } = await fakeDashboard((request, response) => {
    seen.push(request.headers);
    response.end(VERSION);
  });
  vi.stubEnv('RAY_JOB_HEADERS', '{"X-Tenant": "a", "X-Gate": "g"}');
  await new RayJobsClient({ address: url, headers: { 'X-Tenant': 'b' } }).version();
  expect(seen[0]).toMatchObject({ 'x-tenant': 'b', 'x-gate': 'g' });
});

test.each([
  [{}, '[1]', 'RAY_JOB_HEADERS must hold a JSON object of texts'],
  [{}, '{"X":1}', 'X has a value that no header can have'],
  [{ 'X-A': 'secret\r\nHost: evil' }, '', 'X-A has a value that no header can have'],
  [{ 'X A': 'b' }, '', '"X A" is no name of a header'],
])('headers %o with %s are refused, and no value is shown', (given, text, why) => {
  const refused = (): unknown => resolveHeaders(given as Record<string, string>, { RAY_JOB_HEADERS: text });
  expect(refused).toThrow(`the headers for the dashboard cannot be sent: ${why}`);
  expect(refused).not.toThrow('secret');
});

async function httpsDashboard(): Promise<{ port: number }> {
  const server = createServer({ key: readFileSync(tls('server.key')), cert: readFileSync(tls('server.pem')) }, (_, response) =>
    response.end(VERSION),
  );
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port };
}

/** A proxy that leads every tunnel to one port of this machine. */
async function tunnelProxy(target: number): Promise<{ readonly port: number; readonly seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const server = createProxy();
  server.on('connect', (request, socket) => {
    seen.push(request);
    const upstream = connect(target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    for (const end of [socket, upstream]) end.on('error', () => [socket, upstream].forEach((one) => one.destroy()));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, seen };
}
