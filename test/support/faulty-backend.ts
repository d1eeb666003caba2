import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** `pass` it on, answer `fail` with 500, or `hang` and never answer. */
export type Fault = 'pass' | 'fail' | 'hang';

/** A backend behind one that does as it is told with each request; gives its address. It ends with the test. */
export async function startFaultyBackend(backend: string, judge: (method: string, path: string) => Fault): Promise<string> {
  const target = new URL(backend);
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const fault = judge(incoming.method!, incoming.url!);
    if (fault === 'hang') return;
    if (fault === 'fail') return void outgoing.writeHead(500, { 'content-type': 'application/json' }).end('{"detail": "out of order"}');
    const { method, url: path, headers } = incoming;
    const passed = request({ host: target.hostname, port: target.port, method, path, headers }, (answered) => {
      outgoing.writeHead(answered.statusCode!, answered.headers);
      answered.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${target.pathname}`;
}
