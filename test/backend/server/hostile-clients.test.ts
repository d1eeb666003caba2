import { connect, type Socket } from 'node:net';
import { openHttpBackend } from 'actionsmith/backend';
import { expect, test } from 'vitest';
import { makeFolder } from '../../support/make-plugin.ts';
import { serveBackend } from '../../support/serve-backend.ts';

const TOKEN = 'token-of-the-server';
const MIB = 1024 * 1024;

test('a server in a process of its own answers what is wrong in the right way, and everybody else meanwhile', async () => {
  const server = await serveBackend(makeFolder(), ['--token', TOKEN]);
  const { port } = new URL(server.url);
  const backend = openHttpBackend({ url: server.url, accessToken: TOKEN, retries: 0, timeoutMs: 10_000 });
  const slow: Socket[] = [];
  for (const text of [
    'GET /models/ HT',
    `POST /models/ HTTP/1.1\r\nHost: a\r\nAuthorization: Token ${TOKEN}\r\nContent-Length: 9999\r\n\r\n{`,
  ])
    for (let at = 0; at < 40; at++) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => {}).write(text);
      slow.push(socket);
    }
  const headers = { Authorization: `Token ${TOKEN}`, 'Content-Type': 'application/json' };
  const ask = async (path: string, init: RequestInit = {}): Promise<readonly [number, string]> => {
    const answer = await fetch(server.url + path, { headers, signal: AbortSignal.timeout(20_000), ...init });
    return [answer.status, await answer.text()];
  };
  const post = (path: string, body: string): ReturnType<typeof ask> => ask(path, { method: 'POST', body });
  const answers = await Promise.all([
    ask('/models/', { headers: {} }),
    ask('/models/', { headers: { Authorization: 'Token token-of-the-serve' } }),
    post('/models/', '{"name":'),
    post('/models/', JSON.stringify({ name: 'x'.repeat(9 * MIB) })),
    post('/modles/', '{}'),
    ask('/models/7/'),
    ask(`/files/${'0'.repeat(64)}/a.txt`),
  ]);
  expect(answers.map(([status]) => status)).toEqual([401, 401, 400, 413, 404, 404, 403]);
  expect(JSON.stringify(answers)).not.toMatch(/token-of|node_modules|SQLITE|\.js:\d/);
  expect((await backend.models.create({ name: 'm' })).id).toBe(1);
  for (const socket of slow) socket.destroy();
  await backend.close();
  expect(await server.stop()).toBe(0);
});
