import { once } from 'node:events';
import { connect } from 'node:net';
import { openBackendServer, openEmbeddedBackend, openHttpBackend } from 'actionsmith/backend';
import { expect, test, vi } from 'vitest';
import { makeFolder } from '../../support/make-plugin.ts';

const ENTRIES = 1_500;
/** In all 30 MB, more than the system keeps for a connection. */
const content = 'x'.repeat(20_000);

test('a reader of a log who does not read is let go, nothing piles up for it, and it reads the rest when it comes back', async () => {
  const folder = makeFolder();
  const embedded = await openEmbeddedBackend(folder);
  await embedded.jobs.create({ id: 'loud' });
  const entry = { data: { content }, datetime: '2026-11-27T10:00:00.000Z', job: 'loud' };
  const entries = Array.from({ length: ENTRIES }, (_, at) => ({ ...entry, event: `e${at + 1}` }));
  for (let at = 0; at < ENTRIES; at += 500) await embedded.createLogs(entries.slice(at, at + 500));
  await embedded.updateJob('loud', { status: 'SUCCEEDED' });
  await embedded.close();
  const logged: string[] = [];
  const server = await openBackendServer({ folder, limits: { idleMs: 500, connections: 1 }, log: (line) => logged.push(line) });

  const reader = connect(Number(new URL(server.url).port), '127.0.0.1');
  reader.on('error', () => {});
  reader.write('GET /jobs/loud/tail_console_logs/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  await once(reader, 'connect');
  reader.pause();
  const ask = (): Promise<Response> =>
    fetch(`${server.url}/jobs/loud/`, { headers: { Connection: 'close' }, signal: AbortSignal.timeout(1_000) });
  await expect(ask()).rejects.toThrow(); // the reader has the only place
  await vi.waitFor(async () => expect((await ask()).status).toBe(200), { timeout: 20_000 });
  let text = '';
  reader.on('data', (bytes) => (text += String(bytes)));
  await once(reader.resume(), 'close');
  const last = Number([...text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1]);
  expect(last).toBeGreaterThan(0);
  expect(last).toBeLessThan(ENTRIES);

  const backend = openHttpBackend({ url: server.url });
  const rest: string[] = [];
  for await (const { event } of backend.tailLogs('loud', { after: last })) {
    rest.push(event);
    if (event === `e${ENTRIES}`) break;
  }
  expect(rest).toEqual(Array.from({ length: ENTRIES - last }, (_, at) => `e${last + 1 + at}`));
  await backend.close();
  await server.close();
  expect(logged).toEqual([]);
});
