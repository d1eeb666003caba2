import { createServer, request as askUpstream } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, inject, onTestFinished, test } from 'vitest';
import { printed, tinyExecutor } from '../../ray/support/tiny.ts';

test.each(['403', '404', 'held back'])(
  'where a gateway answers %s for the state API, a run is followed through the Jobs API',
  async (how) => {
    const dashboardUrl = await startGateway(how);
    const run = await tinyExecutor({ dashboardUrl }).submit<string>('ticker', { milliseconds: 3_000 });
    expect(await run.result()).toBe('ticked');
    expect((await printed(run)).toString()).toBe(Array.from({ length: 300 }, (_, tick) => `tick ${tick}\n`).join(''));
  },
);

async function startGateway(how: string): Promise<string> {
  const target = new URL(inject('rayDashboardUrl'));
  const server = createServer((request, response) => {
    if (how === 'held back' && request.url?.startsWith('/api/v0/logs/stream')) return void response.flushHeaders();
    if (how !== 'held back' && request.url?.startsWith('/api/v0/')) {
      return void response.writeHead(Number(how)).end('not through here');
    }
    const { method = 'GET', url = '/', headers } = request;
    const upstream = askUpstream({ host: target.hostname, port: target.port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    upstream.on('error', () => response.destroy());
    request.pipe(upstream);
  });
  server.on('upgrade', (request, socket) => {
    const upstream = connect(Number(target.port), target.hostname, () => {
      const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
      upstream.write(`GET ${request.url} HTTP/1.1\r\n${lines.join('')}\r\n`);
      socket.pipe(upstream).pipe(socket);
    });
    for (const end of [socket, upstream]) end.on('error', () => [socket, upstream].forEach((one) => one.destroy()));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
