import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBackendServer, openHttpBackend } from 'actionsmith/backend';
import { expect, test, vi } from 'vitest';
import { openStore } from '../../../runtime/backend/store/store.ts';
import { ABANDONED_MS, expireUploads } from '../../../runtime/backend/store/sweep.ts';
import { makeFolder } from '../../support/make-plugin.ts';
import { serveBackend } from '../../support/serve-backend.ts';

async function* bytes(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

const filesIn = (path: string): string[] =>
  existsSync(path) ? readdirSync(path, { recursive: true, withFileTypes: true }).flatMap((one) => (one.isFile() ? [one.name] : [])) : [];

async function sendHalf(url: string, id: string): Promise<number> {
  const headers = { 'Content-Range': 'bytes 0-4/10', 'Content-Type': 'application/octet-stream' };
  return (await fetch(`${url}/chunked_upload/${id}/`, { method: 'PUT', headers, body: 'abcde' })).status;
}

test('an upload that was given up, and one that nobody used, go with their files; one that goes on, and a file in use, stay', async () => {
  const folder = makeFolder();
  const store = openStore(folder);
  const upload = async (text: string, isWhole: boolean): Promise<string> => {
    const { id } = store.uploads.begin('default', { filename: 'f', size: isWhole ? text.length : text.length + 1 });
    await store.uploads.append('default', id, { start: 0, end: text.length }, bytes(text));
    if (isWhole) await store.uploads.finish('default', id, {});
    return id;
  };
  const half = await upload('half', false);
  const unused = await upload('unused', true);
  const shared = await upload('in use', true);
  const going = await upload('going on', false);
  const { blob } = store.uploads.use('default', shared);
  store.db.run("insert into models (tenant, doc, blob, created_at, updated_at) values ('default', '{}', ?, '', '')", blob);
  store.db.run('update uploads set touched_at = ? where id <> ?', '2026-01-01T00:00:00.000Z', going);
  expireUploads(folder, store.db, Date.parse('2026-01-02T00:00:00.000Z'));
  expect([half, unused, shared, going].map((id) => store.uploads.find('default', id) !== undefined)).toEqual([false, false, false, true]);
  expect([filesIn(join(folder, 'uploads')), filesIn(join(folder, 'blobs'))]).toEqual([[going], [blob]]);
  store.close();
});

test('a start clears away what is older than a day, and nothing that is younger', async () => {
  const folder = makeFolder();
  const store = openStore(folder);
  const ids = [randomUUID(), randomUUID()];
  for (const [at, id] of ids.entries()) {
    store.uploads.begin('default', { id, filename: 'f', size: 9 });
    await store.uploads.append('default', id, { start: 0, end: 3 }, bytes('abc'));
    store.db.run(
      'update uploads set touched_at = ? where id = ?',
      new Date(Date.now() - ABANDONED_MS + (at - 0.5) * 60_000).toISOString(),
      id,
    );
  }
  store.close();
  openStore(folder).close();
  expect(filesIn(join(folder, 'uploads'))).toEqual([ids[1]]);
});

test('a server clears away what was given up while it runs, and a client that comes back later is told that it is gone', async () => {
  const folder = makeFolder();
  const logged: string[] = [];
  const server = await openBackendServer({ folder, limits: { uploadMs: 200 }, log: (line) => logged.push(line) });
  const id = randomUUID();
  expect(await sendHalf(server.url, id)).toBe(200);
  expect(filesIn(join(folder, 'uploads'))).toEqual([id]);
  await vi.waitFor(() => expect(filesIn(join(folder, 'uploads'))).toEqual([]), { timeout: 10_000 });
  expect((await fetch(`${server.url}/chunked_upload/${id}/`)).status).toBe(404);
  expect(await sendHalf(server.url, id)).toBe(200); // and it may begin again
  await server.close();
  expect(logged).toEqual([]);
});

test('several processes on one folder: what a server takes, another one shows; and their sweeps leave alone what the other is taking', async () => {
  const folder = makeFolder();
  const [one, other] = [await openBackendServer({ folder }), await serveBackend(folder)];
  const [here, there] = [openHttpBackend({ url: one.url }), openHttpBackend({ url: other.url })];
  const path = join(makeFolder(), 'weights.bin');
  writeFileSync(path, 'weights');
  const id = randomUUID();
  expect(await sendHalf(one.url, id)).toBe(200);
  openStore(folder).close();
  expect(filesIn(join(folder, 'uploads'))).toEqual([id]);
  const upload = await here.upload(path);
  openStore(folder).close();
  const { file, checksum } = await there.models.create({ name: 'm', chunked_upload: upload.id });
  await here.download({ file: file ?? null, checksum: checksum ?? null }, `${path}.copy`);
  const names = Array.from({ length: 40 }, (_, at) => `job-${at}`);
  await Promise.all(names.map((name, at) => (at % 2 === 0 ? here : there).jobs.create({ id: name })));
  expect((await here.jobs.list()).count).toBe(40);
  await Promise.all([here, there].map((backend) => backend.close()));
  await one.close();
  expect(await other.stop()).toBe(0);
});
