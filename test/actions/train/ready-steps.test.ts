import { rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { BaseStep, LocalExecutor, type StepRegistry } from 'actionsmith';
import { BaseTrainAction, type TrainContext } from 'actionsmith/actions/train';
import { type Backend, openEmbeddedBackend } from 'actionsmith/backend';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetKept, keepModel, type KeptModel } from '../../../runtime/actions/train/kept-model.ts';
import { sendModel } from '../../../runtime/actions/train/send-model.ts';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { makeFolder, writeIn } from '../../support/make-plugin.ts';
import { MemoryCheckpoints } from '../../support/memory-checkpoints.ts';
import { recordEvents } from '../../support/record-events.ts';

const data = new TemporaryFolder();
let backend: Backend;
beforeAll(async () => {
  backend = await openEmbeddedBackend(join(data.path, 'backend'));
});
afterAll(async () => {
  await backend.close();
  data.remove();
});

interface Params {
  readonly folder: string;
  readonly result?: Record<string, unknown>;
}
type Registry = StepRegistry<TrainContext<Params>>;

class Train extends BaseTrainAction<Params, Record<string, unknown>> {
  static override readonly actionName = 'train';
  override setupSteps(registry: Registry): void {
    this.registerReadySteps(registry);
  }
  override async execute(): Promise<Record<string, unknown>> {
    writeIn(this.params.folder, 'model/weights.json', '[1]');
    for (const epoch of [1, 2]) {
      this.setProgress(epoch, 2, this.progress.TRAIN);
      this.reportMetrics({ loss: 1 / epoch }, epoch);
    }
    return this.params.result ?? { model_path: join(this.params.folder, 'model'), loss: 0.5 };
  }
  protected override describeModel(): { readonly version: string } {
    return { version: '2' };
  }
}

/** Inserts a step around the ready ones. */
class Evaluate extends BaseStep<TrainContext<Params>> {
  readonly name = 'evaluate';
  readonly progressWeight = 0.1;
  override execute(context: TrainContext<Params>): void {
    if (context.params.result?.['fails'] === true) throw new Error('no good');
    context.setMetrics({ accuracy: 1 });
  }
}

function run(action: typeof Train, params: Params, more: ConstructorParameters<typeof LocalExecutor>[0] = {}): Promise<unknown> {
  return new LocalExecutor({ client: backend, env: { ACTIONSMITH_MODELS: makeFolder() }, logger: recordEvents().logger, ...more }).execute(
    action,
    params,
  );
}

test('the ready steps train, pack and upload; what execute() returns is the result, and its progress is that of the whole', async () => {
  const { logger, events } = recordEvents();
  const before = (await backend.models.list()).count;
  const folder = makeFolder();
  expect(await run(Train, { folder }, { logger })).toEqual({ model_path: join(folder, 'model'), loss: 0.5 });
  const steps = events.flatMap((event) => (event.type === 'step' && event.status !== 'started' ? [`${event.step} ${event.status}`] : []));
  expect(steps).toEqual(['dataset skipped', 'train finished', 'model_archive finished', 'model_upload finished']);
  const overall = events.flatMap((event) => (event.type === 'progress' && event.overall !== undefined ? [event.overall] : []));
  expect(overall).toEqual(overall.toSorted((a, b) => a - b));
  expect([overall[0], overall.at(-1)]).toEqual([expect.closeTo(41, 0), 100]);
  const { items, count } = await backend.models.list({ ordering: '-id' });
  expect([count, items[0]]).toEqual([before + 1, expect.objectContaining({ name: 'model', version: '2' })]);
});

test('steps are inserted around the ready ones, and a model that was uploaded stays, whatever fails behind it', async () => {
  class Inserted extends Train {
    override setupSteps(registry: Registry): void {
      super.setupSteps(registry);
      registry.insertAfter('model_upload', new Evaluate());
    }
  }
  const { logger, events } = recordEvents();
  const folder = makeFolder();
  const { count } = await backend.models.list();
  const result = { weights_path: join(folder, 'model/weights.json'), fails: true };
  const checkpoints = new MemoryCheckpoints();
  await expect(run(Inserted, { folder, result }, { logger, checkpoints })).rejects.toMatchObject({ step: 'evaluate' });
  expect(checkpoints.steps).toEqual(['dataset', 'train', 'model_archive', 'model_upload']);
  expect((await backend.models.list()).count).toBe(count + 1);
  expect(events.some((event) => event.type === 'step' && event.status === 'undone')).toBe(false);
});

test('a training that has uploaded its model itself uploads no other, and one that says nowhere what it made is an error', async () => {
  const { count } = await backend.models.list();
  expect(await run(Train, { folder: makeFolder(), result: { model_id: 7 } })).toEqual({ model_id: 7 });
  expect((await backend.models.list()).count).toBe(count);
  await expect(run(Train, { folder: makeFolder(), result: { loss: 1 } })).rejects.toMatchObject({
    step: 'model_archive',
    message: expect.stringContaining(
      'the training does not say where its model is: return model_path or weights_path, or set context.modelPath',
    ),
  });
});

async function kept(): Promise<KeptModel> {
  const folder = makeFolder();
  writeIn(folder, 'line/weights.json', '[1]');
  return keepModel(join(folder, 'line'), makeFolder(), {});
}

test('what was sent is one model, however often it is sent, also when its archive is gone by then', async () => {
  const model = await kept();
  const first = await sendModel(backend, model, { name: 'line' }, {});
  rmSync(model.archive);
  expect(await sendModel(backend, model, { name: 'line' }, {})).toEqual(first);
});

test('an upload that the backend has used for something else, or does not know, is made again', async () => {
  const model = await kept();
  const first = await sendModel(backend, model, { name: 'line' }, {});
  const second = await sendModel(backend, model, { name: 'another' }, {});
  expect([second.id === first.id, second.name, second.checksum]).toEqual([false, 'another', first.checksum]);
  const other = await openEmbeddedBackend(join(makeFolder(), 'other'));
  expect(await sendModel(other, model, { name: 'line' }, {})).toMatchObject({ id: 1, name: 'line', checksum: first.checksum });
  await other.close();
});

test('a model that is not on this machine is said with the machine that has it', async () => {
  const model = await kept();
  await forgetKept(model);
  await expect(sendModel(backend, { ...model, machine: 'gpu-7' }, { name: 'line' }, {})).rejects.toMatchObject({
    code: 'MODEL_GONE',
    message: `the trained model was kept in ${model.archive} of machine gpu-7; this is machine ${hostname()}: resume it on that one, or let ACTIONSMITH_MODELS name a folder that all machines share`,
  });
  await expect(sendModel(backend, model, { name: 'line' }, {})).rejects.toMatchObject({
    message: expect.stringContaining('somebody has removed it'),
  });
});

test('a cancelled upload keeps the archive, and fails with the reason', async () => {
  const model = await kept();
  await expect(sendModel(backend, model, { name: 'line' }, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  expect(await sendModel(backend, model, { name: 'line' }, {})).toMatchObject({ name: 'line' });
});
