import { join } from 'node:path';
import { BaseStep, LocalExecutor, type StepRegistry } from 'actionsmith';
import {
  BaseUploadAction,
  type UploadContext,
  type UploadParamsInput,
  type UploadResult,
  uploadProgress,
} from 'actionsmith/actions/upload';
import { BackendError, type Backend, openEmbeddedBackend, openHttpBackend } from 'actionsmith/backend';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { makeFolder } from '../../support/make-plugin.ts';
import { recordEvents } from '../../support/record-events.ts';
import { type ServedBackend, serveBackend } from '../../support/serve-backend.ts';
import { createCollection, fill, stateOf } from '../../support/upload-folder.ts';

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

type Registry = StepRegistry<UploadContext<UploadParamsInput>>;

class Fail extends BaseStep<UploadContext<UploadParamsInput>> {
  readonly name = 'fail';
  readonly progressWeight = 0;
  override execute(): never {
    throw new Error('on purpose');
  }
}

/** Fails when a built-in step has done its work. */
function uploadFailingAfter(step: string): typeof BaseUploadAction<UploadParamsInput, UploadResult> {
  return class Failing extends BaseUploadAction<UploadParamsInput, UploadResult> {
    override setupSteps(registry: Registry): void {
      void super.setupSteps(registry);
      registry.insertAfter(step, new Fail());
    }
  } as never;
}

class Upload extends BaseUploadAction<UploadParamsInput, UploadResult> {}

const FILES = {
  'cat.jpg': 'cat',
  'cat.json': '{"class":"cat"}',
  'dog.jpg': 'dog',
  'copy-of-dog.jpg': 'dog',
};

test.each((['embedded', 'served'] as const).flatMap((kind) => Object.values(uploadProgress).map((step) => [step, kind] as const)))(
  'a failure after %s leaves the %s backend as it was, and the report says what was undone',
  async (step, kind) => {
    const client = backends[kind];
    const data_collection = await createCollection(client);
    const { id: project } = await client.projects.create({ name: 'p', category: 'image', data_collection });
    const executor = new LocalExecutor({ client, logger: recordEvents().logger });
    // one of the files is there before: it is of no concern to the rollback
    const first = fill(makeFolder(), { 'before.jpg': 'dog' });
    await executor.execute(Upload, { name: 'before', path: first, data_collection });
    const before = await stateOf(client);

    const path = fill(makeFolder(), { ...FILES, 'own.jpg': `${kind} ${step}` });
    const failed = executor.execute(uploadFailingAfter(step) as never, { name: 'animals', path, data_collection, project });
    const error = (await failed.catch((caught: unknown) => caught)) as {
      message: string;
      details: { report: { steps: { name: string; rollback?: string; undone?: unknown }[] } };
    };
    expect(error.message).toBe('step "fail" failed: on purpose');
    expect(await stateOf(client)).toEqual(before);
    const undone = error.details.report.steps.flatMap((one) => (one.undone === undefined ? [] : [[one.name, one.rollback, one.undone]]));
    const names = Object.values(uploadProgress) as string[];
    const hasSent = names.indexOf(step) >= names.indexOf('upload_files');
    const hasSaved = names.indexOf(step) >= names.indexOf('process_metadata');
    expect(undone).toEqual([
      ...(hasSent ? [['upload_files', 'done', { data_files: 3 }]] : []),
      ...(hasSaved ? [['process_metadata', 'done', { tasks: 4, data_units: 4 }]] : []),
    ]);
  },
);

/** The call of this number fails, before or after the backend has done it; removing works. */
function failingAt(client: Backend, at: number, isDone: boolean): { readonly client: Backend; readonly calls: () => number } {
  let calls = 0;
  const wrap = (target: object): object =>
    new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name);
        if (typeof value === 'object' && value !== null) return wrap(value);
        if (typeof value !== 'function') return value;
        if (name === 'all' || name === 'remove') return value.bind(object) as unknown;
        return async (...args: unknown[]): Promise<unknown> => {
          const fails = ++calls === at;
          if (fails && !isDone) throw new BackendError('not this time');
          const result: unknown = await (value as (...all: unknown[]) => unknown).apply(object, args);
          if (fails) throw new BackendError('the answer was lost');
          return result;
        };
      },
    });
  return { client: wrap(client) as Backend, calls: () => calls };
}

test.each(['embedded', 'served'] as const)(
  'whichever call to the %s backend fails, it holds afterwards what it held before',
  async (kind) => {
    const client = backends[kind];
    const data_collection = await createCollection(client);
    const { id: project } = await client.projects.create({ name: 'p', category: 'image', data_collection });
    let failures = 0;
    for (let at = 1, isOver = false; !isOver; at++) {
      for (const isDone of [false, true]) {
        const path = fill(makeFolder(), { ...FILES, 'own.jpg': `${kind} ${at} ${isDone}` });
        const before = await stateOf(client);
        const failing = failingAt(client, at, isDone);
        const executor = new LocalExecutor({ client: failing.client, logger: recordEvents().logger });
        const params = { name: 'animals', path, data_collection, project, upload_batch_size: 2, creating_data_unit_batch_size: 2 };
        const error: unknown = await executor.execute(Upload, params).catch((caught: unknown) => caught);
        isOver = failing.calls() < at;
        if (isOver) break;
        expect(error, `call ${at}`).toMatchObject({ code: 'STEP_FAILED', rollbackErrors: [] });
        expect(await stateOf(client), `call ${at}, ${isDone}`).toEqual(before);
        failures += 1;
      }
    }
    expect(failures).toBeGreaterThan(16);
  },
);

test('what cannot be removed is named in the error, with its ids', async () => {
  const client = backends.embedded;
  const data_collection = await createCollection(client);
  const dataFiles = Object.assign(Object.create(client.dataFiles) as Backend['dataFiles'], {
    create: client.dataFiles.create.bind(client.dataFiles),
    remove: async (): Promise<never> => Promise.reject(new BackendError('no')),
  });
  const stubborn = new Proxy(client, {
    get: (target, name) => {
      const value: unknown = name === 'dataFiles' ? dataFiles : Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const path = fill(makeFolder(), { 'one.jpg': 'stubborn one', 'two.jpg': 'stubborn two' });
  const executor = new LocalExecutor({ client: stubborn, logger: recordEvents().logger });
  const failed = executor.execute(uploadFailingAfter('cleanup') as never, { name: 'animals', path, data_collection });
  await expect(failed).rejects.toMatchObject({
    rollbackErrors: [
      {
        code: 'NOT_UNDONE',
        message: expect.stringMatching(/^2 of 2 data files could not be removed \(\d+, \d+\): no$/),
        details: { removed: 0, left: [expect.any(Number), expect.any(Number)] },
      },
    ],
  });
});
