import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Backend, openBackendServer, openEmbeddedBackend, openHttpBackend } from 'actionsmith/backend';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/make-plugin.ts';

const AT_ONCE = 30;

/** What the process warns of while 30 calls of each kind share one signal, and what they come to when it is aborted. */
async function callAtOnce(backend: Backend): Promise<{ readonly warnings: string[]; readonly ends: Set<unknown> }> {
  const warnings: string[] = [];
  const note = ({ name }: Error): number => warnings.push(name);
  process.on('warning', note);
  const { signal, abort } = controllerOf();
  const path = join(makeFolder(), 'f.txt');
  writeFileSync(path, 'some text');
  const model = await backend.models.create({ name: 'm', chunked_upload: (await backend.upload(path)).id });
  await backend.jobs.create({ id: 'j' });
  await times(() => backend.models.list({}, { signal }));
  await times((at) => backend.download(model, `${path}.${at}`, { signal }));
  await times(() => backend.upload(path, { signal }));
  const ends = times(async () => {
    try {
      for await (const entry of backend.tailLogs('j', { signal })) return entry;
      return 'ended';
    } catch (error) {
      return error;
    }
  });
  await backend.models.list();
  abort();
  const found = new Set(await ends);
  await new Promise(setImmediate); // a warning comes a turn later
  process.off('warning', note);
  return { warnings, ends: found };
}

function times<T>(work: (at: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: AT_ONCE }, (_, at) => work(at)));
}

function controllerOf(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort('enough') };
}

test('calls of an embedded backend may share one signal, as many as they are', async () => {
  const backend = await openEmbeddedBackend(makeFolder());
  expect(await callAtOnce(backend)).toEqual({ warnings: [], ends: new Set(['ended']) });
  await backend.close();
});

test('calls over HTTP may share one signal, as many as they are', async () => {
  const server = await openBackendServer({ folder: makeFolder() });
  const backend = openHttpBackend({ url: server.url });
  expect(await callAtOnce(backend)).toEqual({ warnings: [], ends: new Set(['enough']) });
  await backend.close();
  await server.close();
});

test('calls that wait for a server that is gone may share one signal, and all end with it', async () => {
  const server = await openBackendServer({ folder: makeFolder() });
  const backend = openHttpBackend({ url: server.url });
  await server.close();
  const warnings: string[] = [];
  const note = ({ name }: Error): number => warnings.push(name);
  process.on('warning', note);
  const signal = AbortSignal.timeout(300);
  const ends = await Promise.all(
    Array.from({ length: AT_ONCE }, () => backend.models.list({}, { signal }).catch((error: Error) => error.name)),
  );
  process.off('warning', note);
  expect([new Set(ends), warnings]).toEqual([new Set(['TimeoutError']), []]);
  await backend.close();
});
