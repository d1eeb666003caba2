import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { test } from 'vitest';
import { findFreePorts } from '../../../runtime/ray/free-ports.ts';
import { untilEnded } from '../support/jobs.ts';
import { rejection } from '../support/tiny.ts';
import { taskExecutor } from './support/tasks.ts';

const tls = (name: string): string => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));

test.concurrent.for([
  { where: 'where nothing listens', listen: nothing, why: /^connect ECONNREFUSED 127\.0\.0\.1:\d+$/ },
  { where: 'where something else answers', listen: somethingElse, why: /^another program answers there$/ },
  {
    where: 'behind a certificate of nobody who is trusted',
    listen: strangersHttps,
    why: /^unable to (?:get local issuer|verify the first) certificate$/,
  },
])(
  'a gateway that is looked for $where is an error with three ways out; its job is ended, and nobody is shown the token',
  async ({ listen, why }, { expect, onTestFinished }) => {
    const { url, heard, close } = await listen();
    onTestFinished(close);
    await using executor = taskExecutor({ gatewayUrl: `${url}/` });
    const error = await rejection(executor.submit('where', {}));
    expect(error).toMatchObject({ code: 'GATEWAY_UNREACHABLE', details: { urls: [url] } });
    const [, id = '', said = '', port = ''] =
      /^the gateway of task mode, job (\S+), runs, .* \(([^)]*)\)\. Three .*forward port (\d+) /.exec(error.message) ?? [];
    expect(said).toMatch(why);
    expect(error.message).toBe(
      `the gateway of task mode, job ${id}, runs, and this machine cannot reach it at ${url} (${said}). Three ways out: ` +
        'open one port of the head node and give it as gatewayPort; ' +
        `forward port ${port} (kubectl port-forward, ssh -L) and give its end here as gatewayUrl, with gatewayPort so that it stays the same; ` +
        'or run the action as a job, which needs the dashboard only: mode job',
    );
    expect(await untilEnded(executor.client, id)).toMatchObject({ status: 'STOPPED' });
    expect(heard.map(({ authorization }) => authorization)).toEqual(heard.map(() => undefined));
  },
);

test.concurrent('a gateway behind https is used where its certificate is trusted', async ({ expect, onTestFinished }) => {
  const [gatewayPort = 0] = await findFreePorts(1);
  const { url, heard, close } = await listenWithTls(passTo(gatewayPort));
  onTestFinished(close);
  await using executor = taskExecutor({ gatewayPort, gatewayUrl: url, verify: tls('ca.pem') });
  const say = 'x'.repeat(2_000_000);
  const run = await executor.submit('where', { say });
  expect(await run.result()).toMatchObject({ runs: 1 });
  expect(await executor.getLogs(run)).toBe(`${say}\n`);
  await using busy = await executor.submit('where', { ms: 60_000 });
  await busy.cancel();
  expect(await busy.status()).toBe('STOPPED');
  expect(heard.length).toBeGreaterThan(4); // whoever ends the encryption sees the token: it is the user's own
});

interface Listener {
  readonly url: string;
  /** The headers of every request that arrived there. */
  readonly heard: readonly IncomingHttpHeaders[];
  readonly close: () => void;
}

async function nothing(): Promise<Listener> {
  const [port] = await findFreePorts(1);
  return { url: `http://127.0.0.1:${port}`, heard: [], close: () => {} };
}

function somethingElse(): Promise<Listener> {
  return listenAt(
    'http://127.0.0.1',
    (answer) => createServer(answer),
    (_, response) => void response.end('{"proof":"00"}'),
  );
}

function strangersHttps(): Promise<Listener> {
  return listenWithTls((_, response) => void response.end('{}'));
}

function listenWithTls(answer: RequestListener): Promise<Listener> {
  const server = { key: readFileSync(tls('server.key')), cert: readFileSync(tls('server.pem')) };
  return listenAt('https://localhost', (listener) => createTlsServer(server, listener), answer);
}

async function listenAt(origin: string, create: (answer: RequestListener) => Server, answer: RequestListener): Promise<Listener> {
  const heard: IncomingHttpHeaders[] = [];
  const server = create((asked, response) => {
    heard.push(asked.headers);
    answer(asked, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `${origin}:${(server.address() as AddressInfo).port}`, heard, close };
}

/** What a proxy does that ends the encryption. */
function passTo(port: number): RequestListener {
  return (asked: IncomingMessage, response) => {
    const { method, headers, url: path } = asked;
    const passed = request({ host: '127.0.0.1', port, method, headers, path }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    passed.on('error', () => response.destroy());
    response.on('close', () => passed.destroy());
    asked.pipe(passed);
  };
}
