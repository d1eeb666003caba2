import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { followLog } from '../../../runtime/ray/follow/follow-log.ts';
import { JobWatch } from '../../../runtime/ray/follow/job-watch.ts';
import { RayJobsClient } from '../../../runtime/ray/jobs-client.ts';

const log = Array.from({ length: 300 }, (_, line) => `line ${line} é\n`).join('');
const forbid = (_: IncomingMessage, response: ServerResponse): unknown => response.writeHead(403).end('not through here');
const hold = (_: IncomingMessage, response: ServerResponse): void => response.flushHeaders();

const full = (_: IncomingMessage, response: ServerResponse): unknown =>
  response.writeHead(429).end('{"result": false, "msg": "Max number of in-progress requests=100 reached."}');

test.each([
  ['a gateway forbids', forbid],
  ['a gateway holds back', hold],
  ['a cluster has no place left for', full],
])('where %s the stream of a log, it is read from the WebSocket, through its breaks, every line once', async (_, answerStream) => {
  const dashboard = await startDashboard(answerStream);
  const client = new RayJobsClient({ address: dashboard.url, token: 'very-secret' });
  const chunks: Uint8Array[] = [];
  for await (const bytes of followLog(client, 'j1', new JobWatch(client, 'j1'))) chunks.push(bytes);
  expect(Buffer.concat(chunks).toString()).toBe(log);
  expect(dashboard.sockets()).toBeGreaterThanOrEqual(3);
  expect(dashboard.authorizations()).toEqual(['Bearer very-secret']);
});

/** A gateway that lets the Jobs API alone pass; its WebSocket breaks off twice, with the code of a good end. */
async function startDashboard(answerStream: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<{
  readonly url: string;
  readonly sockets: () => number;
  readonly authorizations: () => (string | undefined)[];
}> {
  let sockets = 0;
  const authorizations = new Set<string | undefined>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://x');
    if (pathname === '/api/jobs/j1') return void response.end(jobIn(sockets < 3 ? 'RUNNING' : 'SUCCEEDED'));
    if (pathname === '/api/jobs/j1/logs') return void response.end(JSON.stringify({ logs: log }));
    if (pathname === '/api/version') return void response.end('{}');
    return pathname.endsWith('/stream') ? answerStream(request, response) : forbid(request, response);
  });
  const socketServer = new WebSocketServer({ server, path: '/api/jobs/j1/logs/tail' });
  socketServer.on('connection', (socket, request) => {
    sockets += 1;
    authorizations.add(request.headers.authorization);
    socket.send(log.slice(0, sockets * 1000));
    socket.close(1000);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    socketServer.close();
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sockets: () => sockets,
    authorizations: () => [...authorizations],
  };
}

function jobIn(status: string): string {
  return JSON.stringify({ type: 'SUBMISSION', status, entrypoint: 'x', driver_node_id: 'n1' });
}
