import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type ItemOf, openHttpBackend } from 'actionsmith/backend';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { RayJobExecutor } from '../../runtime/executors/ray-job-executor.ts';
import type { RunEvent } from '../../runtime/logging/run-event.ts';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { processesWith } from '../python/support.ts';
import { ensureMl } from '../support/ensure-ml.ts';
import { TOOLKIT } from '../support/make-plugin.ts';
import { runCli } from '../support/run-cli.ts';
import { type ServedBackend, serveBackend } from '../support/serve-backend.ts';

const EPOCHS = 15;
const folder = new TemporaryFolder();
/** As the example is, but for requirements.txt: a job would install for minutes what `.venv-ml` has. */
const plugin = join(folder.path, 'yolo');
let server: ServedBackend;
let env: Record<string, string>;

beforeAll(async () => {
  cpSync(join(TOOLKIT, 'examples/yolo'), plugin, {
    recursive: true,
    filter: (path) => !/\/(?:output|\.actionsmith|node_modules|requirements\.txt)$/.test(path),
  });
  server = await serveBackend(join(folder.path, 'backend'));
  env = {
    ACTIONSMITH_PYTHON: ensureMl(),
    ACTIONSMITH_BACKEND_URL: server.url,
    YOLO_CONFIG_DIR: join(folder.path, 'settings'),
    XDG_CACHE_HOME: join(folder.path, 'cache'),
    XDG_STATE_HOME: join(folder.path, 'state'),
  };
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder.path, { recursive: true, force: true });
});

interface Ran {
  readonly result: Record<string, unknown>;
  readonly events: readonly RunEvent[];
}

async function run(action: string, params: Readonly<Record<string, unknown>>): Promise<Ran> {
  const { code, stdout, stderr } = await runCli(['run', action, '--plugin', plugin, '--params', JSON.stringify(params), '--json'], { env });
  const events = stderr.split('\n').flatMap((line) => (line.startsWith('{"type":') ? [JSON.parse(line) as RunEvent] : []));
  if (code !== 0) throw new Error(stderr.slice(-4000));
  return { result: JSON.parse(stdout) as Record<string, unknown>, events };
}

const metricsOf = (events: readonly RunEvent[], category: string): Record<string, unknown>[] =>
  events.flatMap((event) => (event.type === 'metrics' && event.category === category ? [event.values] : []));

test('a dataset is drawn, a model is trained, lands in the backend, is exported, and finds what is on pictures that it has not seen', async () => {
  const { result: dataset } = await run('dataset', {});
  const { result: trained, events } = await run('train', { data: dataset['data'], epochs: EPOCHS });

  const epochs = metricsOf(events, 'train');
  expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: EPOCHS }, (_, at) => at + 1));
  for (const name of [
    'train/box_loss',
    'train/cls_loss',
    'train/dfl_loss',
    'val/box_loss',
    'lr/pg0',
    'metrics/mAP50(B)',
    'metrics/mAP50-95(B)',
  ])
    expect(epochs.map((values) => typeof values[name])).toEqual(epochs.map(() => 'number'));
  expect(epochs.at(-1)!['train/box_loss']).toBeLessThan(epochs[0]!['train/box_loss'] as number);
  expect(trained['map50']).toBeGreaterThan(0.9);
  expect(metricsOf(events, 'train_best')).toEqual([
    expect.objectContaining({ 'metrics/mAP50(B)': expect.closeTo(trained['map50'] as number, 3) }),
  ]);

  const progress = events.flatMap((event) => (event.type === 'progress' && event.category === 'train' ? [event.current] : []));
  expect(progress.filter((current, at) => current !== progress[at - 1])).toEqual(Array.from({ length: EPOCHS + 1 }, (_, at) => at));
  const checkpoints = events.flatMap((event) => (event.type === 'log' && event.event === 'checkpoint' ? [event] : []));
  expect(checkpoints.filter(({ data }) => data['kind'] === 'last').map(({ data }) => data['epoch'])).toEqual(
    epochs.map(({ epoch }) => epoch),
  );
  expect(checkpoints.every(({ file }) => existsSync(file!))).toBe(true);

  const model = await modelOf(trained);
  expect(model).toMatchObject({ plugin: 'yolo_shapes', checksum: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(model.size).toBeGreaterThan(1_000_000);

  const { result: exported } = await run('export', { model_id: trained['model_id'], output: join(folder.path, 'exported') });
  expect(statSync(exported['path'] as string).size).toBe(exported['bytes']);
  expect(exported['path']).toMatch(/\.torchscript$/);

  const samples = dataset['samples'] as { readonly image: string; readonly class: string }[];
  const { result: found } = await run('infer', { model_id: trained['model_id'], images: samples.map(({ image }) => image) });
  const predictions = found['predictions'] as { readonly image: string; readonly boxes: readonly { readonly class: string }[] }[];
  expect(predictions.map(({ image, boxes }) => ({ image, class: boxes[0]?.class }))).toEqual(samples);

  const report = join(folder.path, 'report.html');
  const { code } = await runCli(['runs', 'report', 'latest', '--plugin', plugin, '--out', report]);
  expect([code, existsSync(report)]).toEqual([0, true]);
});

test('the same training runs as a job of a Ray cluster: its epochs are told while they pass, and its model lands in the same backend', async () => {
  const executor = new RayJobExecutor({ dashboardUrl: inject('rayDashboardUrl'), workingDir: plugin, env });
  const job = await executor.submit('train', { epochs: 2, output: join(folder.path, 'job') });
  const events: RunEvent[] = [];
  let statusAtFirst: string | undefined;
  for await (const event of job.events()) {
    if (event.type === 'metrics') statusAtFirst ??= await job.status();
    events.push(event);
  }
  expect([statusAtFirst, metricsOf(events, 'train').map(({ epoch }) => epoch)]).toEqual(['RUNNING', [1, 2]]);
  const trained = (await job.result()) as Record<string, unknown>;
  expect(trained).toMatchObject({ epochs: 2, model_id: expect.any(Number) });
  const model = await modelOf(trained);
  expect(model).toMatchObject({ plugin: 'yolo_shapes', checksum: expect.stringMatching(/^[0-9a-f]{64}$/) });

  const image = join(folder.path, 'job/dataset/images/val/0000.png');
  const { result: found } = await run('infer', { model_id: model.id, images: [image], confidence: 0 });
  expect(found['predictions']).toMatchObject([{ image }]);
});

test('a job that is stopped in the middle of an epoch leaves no process of Python', async () => {
  const output = join(folder.path, 'stopped-job');
  const executor = new RayJobExecutor({ dashboardUrl: inject('rayDashboardUrl'), workingDir: plugin, env });
  const job = await executor.submit('train', { epochs: 1_000, output });
  for await (const event of job.events()) if (event.type === 'metrics') break;
  expect(trainings().length).toBeGreaterThan(0);
  await executor.stop(job);
  expect([await job.status(), trainings()]).toEqual(['STOPPED', []]);
});

test('and so does Ctrl-C', async () => {
  const output = join(folder.path, 'interrupted');
  const words = ['run', 'train', '--plugin', plugin, '--epochs', '1000', '--output', output, '--json'];
  const child = spawn(process.execPath, [join(TOOLKIT, 'dist/cli.js'), ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const line of createInterface({ input: child.stderr })) if (line.startsWith('{"type":"metrics"')) break;
  expect(trainings().length).toBeGreaterThan(0);
  child.stderr.resume();
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(trainings()).toEqual([]);
});

async function modelOf(trained: Readonly<Record<string, unknown>>): Promise<ItemOf<'models'>> {
  const backend = openHttpBackend({ url: server.url });
  return backend.models.get(trained['model_id'] as number).finally(() => backend.close());
}

/** By their scripts, and not by their interpreter: others may use that. */
function trainings(): number[] {
  return processesWith('python/train.py');
}
