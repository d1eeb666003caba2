import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FileCheckpointStore, LocalExecutor, type LocalExecutorOptions } from 'actionsmith';
import { BaseTrainAction } from 'actionsmith/actions/train';
import { type Backend, openEmbeddedBackend, openHttpBackend } from 'actionsmith/backend';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { startCuttingProxy } from '../../backend/support/cutting-proxy.ts';
import { makeFolder, writeIn } from '../../support/make-plugin.ts';
import { recordEvents } from '../../support/record-events.ts';
import { type ServedBackend, serveBackend } from '../../support/serve-backend.ts';

const data = new TemporaryFolder();
const backends = {} as Record<'embedded' | 'served', Backend>;
let served: ServedBackend;
beforeAll(async () => {
  served = await serveBackend(join(data.path, 'served'));
  backends.served = openHttpBackend({ url: served.url });
  backends.embedded = await openEmbeddedBackend(join(data.path, 'embedded'));
});
afterAll(async () => {
  for (const backend of Object.values(backends)) await backend.close();
  await served.stop();
  data.remove();
});

interface Params {
  readonly folder: string;
  readonly key?: string;
}

/** As the guide's: what execute() returns is the result. */
class Train extends BaseTrainAction<Params, { model_id: number; trained: number }> {
  static trained = 0;
  override async execute(): Promise<{ model_id: number; trained: number }> {
    const checkpoint = await this.getCheckpoint();
    if (checkpoint?.category !== 'trained') {
      Train.trained += 1;
      writeIn(this.params.folder, 'weights.json', '[0.5]');
    }
    const model = await this.createModel(checkpoint?.path ?? this.params.folder, { name: 'line' });
    return { model_id: model.id, trained: Train.trained };
  }
}

/** An executor whose trained models wait in `kept`. */
function executorFor(client: Backend, kept: string, options: LocalExecutorOptions = {}): LocalExecutor {
  return new LocalExecutor({ client, env: { ACTIONSMITH_MODELS: kept }, ...recordEvents(), ...options });
}

test.each(['embedded', 'served'] as const)(
  'a trained folder becomes a model of the %s backend, with progress, and leaves nothing here',
  async (kind) => {
    const [folder, kept] = [makeFolder(), makeFolder()];
    const { logger, events } = recordEvents();
    Train.trained = 0;
    const { model_id: id } = await executorFor(backends[kind], kept, { logger }).execute(Train, { folder, key: 'k' });
    const model = await backends[kind].models.get(id);
    expect(model).toMatchObject({ name: 'line', configuration: { folder, key: 'k' } });
    const copy = join(makeFolder(), 'copy.zip');
    await backends[kind].download(model, copy);
    expect(Object.entries(unzipSync(readFileSync(copy))).map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual([
      ['weights.json', '[0.5]'],
    ]);
    const progress = events.flatMap((event) => (event.type === 'progress' ? [[event.category, event.current]] : []));
    expect(progress.at(-1)).toEqual(['model_upload', 100]);
    expect(progress.map(([category]) => category)).not.toContain('train');
    expect(readdirSync(kept)).toEqual([]);
  },
);

test('a secret param is in no model', async () => {
  const folder = makeFolder();
  const executor = executorFor(backends.embedded, makeFolder(), { secrets: { KEY: 'hunter2-and-more' } });
  const { model_id: id } = await executor.execute(Train, { folder, key: 'hunter2-and-more' });
  expect((await backends.embedded.models.get(id)).configuration).toEqual({ folder, key: '[REDACTED]' });
});

test('a model that cannot be uploaded is kept, the error says where, and a run that resumes uploads it without training again', async () => {
  const [folder, kept] = [makeFolder(), makeFolder()];
  const checkpoints = new FileCheckpointStore(join(makeFolder(), 'checkpoints.jsonl'));
  Train.trained = 0;
  const refusing = new Proxy(backends.embedded, {
    get: (target, name) => (name === 'upload' ? async () => Promise.reject(new TypeError('no')) : Reflect.get(target, name)),
  });
  const unreachable = openHttpBackend({ url: 'http://127.0.0.1:9', retries: 0 });
  onTestFinished(() => unreachable.close());
  await expect(executorFor(refusing, kept, { checkpoints }).execute(Train, { folder })).rejects.toThrow('no');
  const failed = executorFor(backends.embedded, kept, { checkpoints }).execute(BadName, { folder });
  await expect(failed).rejects.toMatchObject({
    code: 'MODEL_NOT_UPLOADED',
    message: expect.stringMatching(/^model "" was not uploaded: .*name.*; it is kept in .*\.zip$/),
    details: { archive: expect.stringContaining(kept) },
  });
  rmSync(folder, { recursive: true });
  const result = await executorFor(backends.embedded, kept, { checkpoints }).execute(Train, { folder });
  expect(result).toEqual({ model_id: result.model_id, trained: 1 });
  expect(await backends.embedded.models.get(result.model_id)).toMatchObject({ name: 'line' });
  expect(existsSync(folder)).toBe(false);
  expect(await checkpoints.load()).toEqual([]);
});

class BadName extends Train {
  override async execute(): Promise<never> {
    const checkpoint = await this.getCheckpoint();
    await this.createModel(checkpoint!.path, { name: '' });
    return expect.unreachable('a model has a name');
  }
}

test('an upload that is cut in the middle goes on, and two of one folder at once are two models', async () => {
  const [folder, kept] = [makeFolder(), makeFolder()];
  writeIn(folder, 'weights.bin', 'w'.repeat(12_000_000));
  const proxy = await startCuttingProxy(Number(new URL(served.url).port), 'up', [
    { at: 6_000_000, happen: () => {} },
    { at: 15_000_000, happen: () => {} },
  ]);
  const client = openHttpBackend({ url: `http://127.0.0.1:${proxy.port}` });
  onTestFinished(async () => {
    await client.close();
    await proxy.close();
  });
  class Twice extends BaseTrainAction<unknown, readonly number[]> {
    override async execute(): Promise<readonly number[]> {
      return (await Promise.all([this.createModel(folder), this.createModel(folder)])).map(({ id }) => id);
    }
  }
  const [first, second] = await executorFor(client, kept).execute(Twice, {});
  const models = await Promise.all([first!, second!].map((id) => backends.served.models.get(id)));
  expect(models[0]!.id).not.toBe(models[1]!.id);
  expect(models[0]!.checksum).toBe(models[1]!.checksum);
  expect(readdirSync(kept)).toEqual([]);
});

test('of two models at once, the one that was not uploaded is the one that a resume finds', async () => {
  const [folder, kept] = [makeFolder(), makeFolder()];
  const checkpoints = new FileCheckpointStore(join(makeFolder(), 'checkpoints.jsonl'));
  for (const name of ['good', 'bad']) writeIn(folder, `${name}/weights.json`, name);
  class Both extends BaseTrainAction {
    override async execute(): Promise<unknown> {
      const checkpoint = await this.getCheckpoint();
      if (checkpoint !== undefined) return checkpoint.name;
      const made = await Promise.allSettled([this.createModel(join(folder, 'bad'), { name: '' }), this.createModel(join(folder, 'good'))]);
      throw new Error(made.map(({ status }) => status).join());
    }
  }
  const executor = executorFor(backends.embedded, kept, { checkpoints });
  await expect(executor.execute(Both, {})).rejects.toThrow('rejected,fulfilled');
  expect(await executor.execute(Both, {})).toBe('bad');
});

test('a model may be called as long as a file may be, in any script', async () => {
  const folder = join(makeFolder(), '모'.repeat(85));
  const { model_id: id } = await executorFor(backends.served, makeFolder()).execute(Train, { folder });
  const copy = join(makeFolder(), 'copy.zip');
  await backends.served.download(await backends.served.models.get(id), copy);
  expect(Object.keys(unzipSync(readFileSync(copy)))).toEqual(['weights.json']);
});

test('a folder without a file is no model, and a run without a backend says so before it packs', async () => {
  class Empty extends BaseTrainAction<Params> {
    override async execute(): Promise<unknown> {
      return this.createModel(this.params.folder);
    }
  }
  const [folder, kept] = [makeFolder(), makeFolder()];
  await expect(executorFor(backends.embedded, kept).execute(Empty, { folder })).rejects.toMatchObject({
    code: 'NOT_PACKED',
    message: `${folder} cannot be packed: there is no file in it`,
  });
  expect(readdirSync(kept)).toEqual([]);
});
