import { LocalExecutor, NoOpLogger, RuntimeContext } from 'actionsmith';
import { BaseInferenceAction, type BatchOptions, type InferenceContext } from 'actionsmith/actions/inference';
import { openEmbeddedBackend } from 'actionsmith/backend';
import { BaseStep, type StepRegistry } from 'actionsmith/steps';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Backend } from '../../runtime/backend/backend.ts';
import { makeFolder } from '../support/make-plugin.ts';
import { recordEvents } from '../support/record-events.ts';
import { storeModel } from '../support/store-model.ts';

interface Weights {
  readonly factor: number;
}
interface Params {
  readonly model_id?: number;
  readonly model_path?: string;
  readonly inputs: readonly { readonly x: number }[];
  readonly batch_size?: number;
}
interface Prediction {
  readonly y: number;
}

/** Multiplies; what it does with a batch can be changed. */
class Multiply extends BaseInferenceAction<Params, { readonly predictions: readonly Prediction[]; readonly name: string }> {
  static batches: number[] = [];
  static options: BatchOptions = {};
  static change: (results: Prediction[], batch: readonly { readonly x: number }[]) => unknown = (results) => results;

  override async infer(model: Weights, inputs: readonly { readonly x: number }[]): Promise<Prediction[]> {
    Multiply.batches.push(inputs.length);
    return (await Multiply.change(
      inputs.map(({ x }) => ({ y: x * model.factor })),
      inputs,
    )) as Prediction[];
  }

  override async execute(): Promise<{ readonly predictions: readonly Prediction[]; readonly name: string }> {
    const { path, name } = await this.loadModel();
    const weights = JSON.parse(readFileSync(join(path, 'weights.json'), 'utf8')) as Weights;
    const predictions: Prediction[] = await this.inferBatches(weights, this.params.inputs, Multiply.options);
    // @ts-expect-error no such model
    const wrong = (): Promise<unknown> => this.inferBatches({ divisor: 1 }, this.params.inputs);
    expect(wrong).toBeTypeOf('function');
    this.setProgress(1, 1, this.progress.POSTPROCESS);
    return { predictions, name };
  }
}

async function setUp(change: Partial<Pick<typeof Multiply, 'change' | 'options'>> = {}) {
  Object.assign(Multiply, { batches: [], options: {}, change: (results: Prediction[]) => results }, change);
  const folder = makeFolder();
  const client = await openEmbeddedBackend(join(folder, 'data'));
  onTestFinished(() => client.close());
  return { folder, client, ...executorOf(folder, client) };
}

function executorOf(folder: string, client: Backend) {
  const { logger, events } = recordEvents();
  const executor = new LocalExecutor({ logger, client, env: { XDG_CACHE_HOME: join(folder, 'cache') } });
  const progress = (category: string) =>
    events.flatMap((event) => (event.type === 'progress' && event.category === category ? [`${event.current}/${event.total}`] : []));
  return { executor, events, progress };
}

const inputs = [1, 2, 3, 4, 5].map((x) => ({ x }));
const predictions = [10, 20, 30, 40, 50].map((y) => ({ y }));
const WEIGHTS = { 'weights.json': '{"factor":10}' };

test('a model of the backend is loaded, and infers in batches, with progress of both', async () => {
  const { client, executor, events, progress } = await setUp();
  const { id } = await storeModel(client, 'ten', WEIGHTS);
  expect(await executor.execute(Multiply, { model_id: id, inputs, batch_size: 2 })).toEqual({ predictions, name: 'ten' });
  expect(Multiply.batches).toEqual([2, 2, 1]);
  expect(progress('model_load')).toEqual(['0/100', '90/100', '100/100']);
  expect(progress('inference')).toEqual(['0/5', '2/5', '4/5', '5/5']);
  expect(events.flatMap((event) => (event.type === 'progress' ? [event.category] : [])).at(-1)).toBe('postprocess');
});

test('a model of this machine is loaded by its path, and the checkpoint of a run where its params name none', async () => {
  const { folder, client, executor } = await setUp();
  mkdirSync(join(folder, 'local'));
  writeFileSync(join(folder, 'local/weights.json'), WEIGHTS['weights.json']);
  const path = join(folder, 'local');
  expect(await executor.execute(Multiply, { model_path: path, inputs })).toEqual({ predictions, name: 'local' });
  const ctx = new RuntimeContext({ client, checkpoint: { category: 'base', path } });
  expect(await new Multiply({ inputs }, ctx).execute()).toEqual({ predictions, name: 'local' });
});

test('no model at all is one sentence, and so is a run without a backend', async () => {
  const { executor } = await setUp();
  await expect(executor.execute(Multiply, { inputs })).rejects.toMatchObject({
    code: 'NO_MODEL',
    message: 'no model is named: give params.model_id, or params.model_path for one of this machine',
  });
  await expect(new Multiply({ model_id: 1, inputs }, new RuntimeContext()).execute()).rejects.toMatchObject({ code: 'NO_BACKEND' });
});

test('getModel tells what the backend knows; downloadModel gives the folder, or a copy of the author’s own', async () => {
  const { folder, client } = await setUp();
  const { id } = await storeModel(client, 'ten', WEIGHTS);
  const ctx = new RuntimeContext({ client, env: { XDG_CACHE_HOME: join(folder, 'cache') } });
  const action = new Multiply({ inputs: [] }, ctx);
  expect((await action.getModel(id)).name).toBe('ten');
  const shared = await action.downloadModel(id);
  expect(shared.startsWith(join(folder, 'cache/actionsmith/models'))).toBe(true);
  const own = join(folder, 'own/model');
  expect(await action.downloadModel(id, own)).toBe(own);
  writeFileSync(join(own, 'weights.json'), 'changed');
  expect(readFileSync(join(shared, 'weights.json'), 'utf8')).toBe('{"factor":10}');
  await expect(action.downloadModel(id, own)).rejects.toMatchObject({ code: 'ARCHIVE_TARGET_TAKEN' });
  expect(readdirSync(join(folder, 'own'))).toEqual(['model']);
});

test('so many batches are on their way at once, and the results keep the order of the inputs', async () => {
  const waiting: (() => void)[] = [];
  let most = 0;
  const change = async (results: Prediction[]): Promise<Prediction[]> => {
    const others = new Promise<void>((resolve) => waiting.push(resolve));
    most = Math.max(most, waiting.length);
    if (waiting.length === 2 || results[0]!.y === 50) for (const go of waiting.splice(0).toReversed()) go();
    await others;
    return results;
  };
  const { client, executor, progress } = await setUp({ change, options: { size: 1, concurrency: 2 } });
  const { id } = await storeModel(client, 'ten', WEIGHTS);
  expect((await executor.execute(Multiply, { model_id: id, inputs })) as object).toMatchObject({ predictions });
  expect(most).toBe(2);
  expect(progress('inference')).toEqual(['0/5', '1/5', '2/5', '3/5', '4/5', '5/5']);
});

test.each([
  ['a result too few', (results: Prediction[]) => results.slice(1), 'infer() gave 1 results for 2 inputs, inputs[0] to inputs[1]'],
  ['a result too many', (results: Prediction[]) => [...results, { y: 0 }], 'infer() gave 3 results for 2 inputs, inputs[0] to inputs[1]'],
  ['no list', () => undefined, 'infer() gave no list of results for 2 inputs, inputs[0] to inputs[1]'],
])('%s is an error, and not a prediction for another input', async (_, change, message) => {
  const { client, executor } = await setUp({ change, options: { size: 2 } });
  const { id } = await storeModel(client, 'ten', WEIGHTS);
  await expect(executor.execute(Multiply, { model_id: id, inputs })).rejects.toMatchObject({ code: 'INFERENCE_COUNT', message });
});

function refuseTwos(results: Prediction[], batch: readonly { readonly x: number }[]): Prediction[] {
  if (batch[0]?.x === 2) throw new RangeError('no twos');
  return results;
}

test('the first batch that fails ends the inference', async () => {
  const { client, executor, progress } = await setUp({ change: refuseTwos });
  const { id } = await storeModel(client, 'ten', WEIGHTS);
  await expect(executor.execute(Multiply, { model_id: id, inputs })).rejects.toMatchObject({ message: 'action Multiply failed: no twos' });
  expect([Multiply.batches, progress('inference')]).toEqual([
    [1, 1],
    ['0/5', '1/5'],
  ]);
});

test('what is on its way when a batch fails reports nothing any more', async () => {
  const waiting: (() => void)[] = [];
  const change = (results: Prediction[], batch: readonly { readonly x: number }[]): unknown =>
    batch[0]?.x === 1 ? new Promise((resolve) => waiting.push(() => resolve(results))) : refuseTwos(results, batch);
  const { client, executor, progress } = await setUp({ change, options: { concurrency: 2 } });
  const { id } = await storeModel(client, 'ten', WEIGHTS);
  await expect(executor.execute(Multiply, { model_id: id, inputs })).rejects.toMatchObject({ message: 'action Multiply failed: no twos' });
  for (const finish of waiting) finish();
  await new Promise((resolve) => setImmediate(resolve));
  expect(progress('inference')).toEqual(['0/5']);
});

test.each([
  [{ size: 0 }, 'size must be an integer of at least 1 (got 0)'],
  [{ concurrency: 1.5 }, 'concurrency must be an integer of at least 1 (got 1.5)'],
])('batches of %j are refused', async (options, message) => {
  const { client, executor } = await setUp({ options });
  const { id } = await storeModel(client, 'ten', WEIGHTS);
  await expect(executor.execute(Multiply, { model_id: id, inputs })).rejects.toMatchObject({ code: 'BAD_BATCH', message });
});

test('no inputs are no predictions', async () => {
  const { client, executor } = await setUp();
  const { id } = await storeModel(client, 'ten', WEIGHTS);
  expect(await executor.execute(Multiply, { model_id: id, inputs: [] })).toEqual({ predictions: [], name: 'ten' });
  expect(Multiply.batches).toEqual([]);
});

class Load extends BaseStep<InferenceContext<Params>> {
  readonly name = 'load';
  readonly progressWeight = 1;
  override async execute(context: InferenceContext<Params>): Promise<void> {
    const { path } = await context.loadModel();
    context.model = JSON.parse(readFileSync(join(path, 'weights.json'), 'utf8'));
  }
}

class Infer extends BaseStep<InferenceContext<Params>> {
  readonly name = 'infer';
  readonly progressWeight = 1;
  override async execute(context: InferenceContext<Params>): Promise<void> {
    const { factor } = context.model as Weights;
    context.results = await context.inferBatches(context.params.inputs, (batch) => batch.map(({ x }) => ({ y: x * factor })), { size: 5 });
  }
}

class InSteps extends BaseInferenceAction<Params, { readonly predictions: readonly unknown[] }> {
  override setupSteps(registry: StepRegistry<InferenceContext<Params>>): void {
    registry.register(new Load());
    registry.register(new Infer());
  }
  override collectResult({ results }: InferenceContext<Params>): { readonly predictions: readonly unknown[] } {
    return { predictions: results };
  }
}

test('steps do the same through their context, and their progress counts', async () => {
  const { client, executor, events } = await setUp();
  const { id } = await storeModel(client, 'ten', WEIGHTS);
  expect(await executor.execute(InSteps, { model_id: id, inputs })).toEqual({ predictions });
  const last = events.findLast((event) => event.type === 'progress' && event.category === 'model_load');
  expect(last).toMatchObject({ current: 100, overall: 50 });
});

test('a run that is cancelled while it loads leaves no model that is not whole', async () => {
  const { folder, client } = await setUp();
  const { id } = await storeModel(client, 'ten', WEIGHTS);
  const controller = new AbortController();
  const download: Backend['download'] = async (...args) => {
    controller.abort();
    await client.download(...args);
  };
  const slow = Object.assign(Object.create(client) as Backend, { download });
  const env = { XDG_CACHE_HOME: join(folder, 'cache') };
  const executor = new LocalExecutor({ logger: new NoOpLogger(), client: slow, env, signal: controller.signal });
  await expect(executor.execute(Multiply, { model_id: id, inputs })).rejects.toMatchObject({ name: 'RunCancelled' });
  const models = join(folder, 'cache/actionsmith/models');
  const manifests = existsSync(models)
    ? readdirSync(models, { recursive: true }).filter((name) => String(name).endsWith('manifest.json'))
    : [];
  expect(manifests).toEqual([]);
});
