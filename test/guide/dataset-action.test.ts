/** Guide: Specialized Base Actions, DatasetAction. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalExecutor, NoOpLogger, runPlugin } from 'actionsmith';
import { DatasetAction, DatasetOperation, DatasetParams, type DatasetParamsInput } from 'actionsmith/actions/dataset';
import { type Backend, openEmbeddedBackend } from 'actionsmith/backend';
import { expect, onTestFinished, test } from 'vitest';
import { generate } from '../../generator/index.ts';
import { makeFolder, makePlugin } from '../support/make-plugin.ts';
import { recordEvents } from '../support/record-events.ts';
import { createDataset, PIXEL } from '../support/train-dataset.ts';

interface MyDatasetParams extends DatasetParamsInput {
  readonly dataset: number;
}

class MyDatasetAction extends DatasetAction<MyDatasetParams> {
  static override readonly actionName = 'dataset';
}

const data = { images: [{ bounding_box: [{ id: 'a', classification: 'cat', attrs: [], data: [0, 0, 1, 1] }] }] };

async function storePictures(): Promise<{ readonly client: Backend; readonly env: Record<string, string>; readonly dataset: number }> {
  const folder = makeFolder();
  const client = await openEmbeddedBackend(join(folder, 'backend'));
  onTestFinished(() => client.close());
  const dataset = await createDataset(client, folder, [
    { path: 'cat.png', bytes: PIXEL, category: 'train', data },
    { path: 'tom.png', bytes: PIXEL, category: 'validation', data },
  ]);
  return { client, env: { XDG_CACHE_HOME: join(folder, 'cache') }, dataset };
}

test('a download is the dataset in a folder, and a conversion the same in another format; each reports in its category', async () => {
  const { client, env, dataset } = await storePictures();
  const { logger, events } = recordEvents();
  const executor = new LocalExecutor({ client, env, logger });

  const downloaded = await executor.execute(MyDatasetAction, { dataset, operation: DatasetOperation.DOWNLOAD });
  const splits = { train: 1, valid: 1 };
  expect(downloaded).toEqual({ path: expect.any(String), format: 'dm_v2', is_categorized: true, count: 2, splits });
  expect(readFileSync(join(downloaded.path, 'train/original_files/cat.png'))).toEqual(Buffer.from(PIXEL));

  const converted = await executor.execute(MyDatasetAction, { dataset, operation: DatasetOperation.CONVERT, target_format: 'yolo' });
  expect(converted).toEqual({
    path: expect.any(String),
    format: 'yolo',
    is_categorized: true,
    count: 2,
    splits,
    config_path: join(converted.path, 'dataset.yaml'),
    source_path: downloaded.path,
    conversion: { items: { found: 2, written: 2, skipped: 0 }, annotations: { found: 2, written: 2, lossy: 0, skipped: 0 }, reasons: {} },
  });
  expect(existsSync(converted.config_path!)).toBe(true);
  const categories = events.flatMap((event) => (event.type === 'progress' ? [event.category] : []));
  expect(new Set(categories)).toEqual(new Set(['dataset_download', 'dataset_conversion']));
});

test('it runs without a class of its own, too', async () => {
  const { client, env, dataset } = await storePictures();
  const executor = new LocalExecutor({ client, env, logger: new NoOpLogger() });
  expect(await executor.execute(DatasetAction, { dataset })).toMatchObject({ format: 'dm_v2', count: 2 });
  await expect(executor.execute(DatasetAction, { dataset: 'seven' })).rejects.toMatchObject({ name: 'ValidationError' });
});

test('in a contract its class is empty, and runPlugin runs it', async () => {
  const { client, env, dataset } = await storePictures();
  const plugin = makePlugin({ 'config.yaml': 'name: Pictures\ncode: pictures\nactions:\n  dataset: { name: Dataset }\n' });
  await generate({ plugin });
  expect(readFileSync(join(plugin, 'src/actions/dataset.ts'), 'utf8')).toContain('export class DatasetAction extends DatasetActionBase {}');
  const options = { client, env, logger: new NoOpLogger() };
  expect(await runPlugin(plugin, 'dataset', { dataset, operation: 'download' }, options)).toMatchObject({ format: 'dm_v2', count: 2 });
  const result = await runPlugin(plugin, 'dataset', { dataset, operation: 'convert', target_format: 'yolo' }, options);
  expect(result).toMatchObject({ format: 'yolo', count: 2 });
});

test('the params are those that the guide names, with their defaults', () => {
  expect(DatasetParams.check({ dataset: 123 })).toEqual({
    ok: true,
    value: {
      dataset: 123,
      operation: 'download',
      source_format: 'dm_v2',
      target_format: 'yolo',
      dm_version: 'v2',
      is_categorized: false,
    },
  });
});
