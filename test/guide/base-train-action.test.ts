/** Guide: Specialized Base Actions, BaseTrainAction. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalExecutor } from 'actionsmith';
import { BaseTrainAction, BaseTrainParams, type BaseTrainParamsInput, type LocalDataset } from 'actionsmith/actions/train';
import { openEmbeddedBackend } from 'actionsmith/backend';
import { expect, expectTypeOf, test } from 'vitest';
import { makeFolder } from '../support/make-plugin.ts';
import { recordEvents } from '../support/record-events.ts';
import { createDataset } from '../support/train-dataset.ts';

interface MyTrainParams extends BaseTrainParamsInput {
  readonly dataset: number;
  readonly epochs?: number;
  readonly folder: string;
}

class MyTrainAction extends BaseTrainAction<MyTrainParams, { readonly model_id: number }> {
  static override readonly actionName = 'train';
  static readonly seen: unknown[] = [];

  override async execute(): Promise<{ readonly model_id: number }> {
    const dataset = await this.getDataset(); // fetches params.dataset
    const checkpoint = await this.getCheckpoint(); // optional resume
    expectTypeOf(dataset).toEqualTypeOf<LocalDataset>();
    MyTrainAction.seen.push(dataset, checkpoint && { ...checkpoint, path: '' });

    this.setProgress(1, 3, this.progress.DATASET);
    this.setProgress(2, 3, this.progress.TRAIN);
    this.setProgress(3, 3, this.progress.MODEL_UPLOAD);

    const model = await this.createModel(join(this.params.folder, 'model'), { name: 'trained-model' });
    expect(await this.getModel(model.id)).toEqual(model);
    return { model_id: model.id };
  }
}

test('the helpers fetch the dataset and the checkpoint, and upload the model; what execute() returns is the result', async () => {
  const folder = makeFolder();
  const client = await openEmbeddedBackend(join(folder, 'backend'));
  const dataset = await createDataset(client, folder, [{ path: 'cat.jpg', bytes: 'cat', category: 'train' }]);
  mkdirSync(join(folder, 'model'));
  writeFileSync(join(folder, 'model/model.pt'), 'weights');
  const { logger, events } = recordEvents();
  const env = { XDG_CACHE_HOME: join(folder, 'cache'), XDG_STATE_HOME: join(folder, 'state') };
  const executor = new LocalExecutor({ client, logger, env });

  const first = await executor.execute(MyTrainAction, { dataset, folder });
  const second = await executor.execute(MyTrainAction, { dataset, folder, checkpoint: first.model_id });

  const fetched = { id: dataset, path: expect.stringContaining(folder), format: 'dm_v2', splits: { train: 1 }, count: 1 };
  const base = { category: 'base', path: '', id: first.model_id, name: 'trained-model' };
  expect(MyTrainAction.seen).toEqual([fetched, undefined, fetched, base]);
  expect(await client.models.get(second.model_id)).toMatchObject({ name: 'trained-model', checkpoint: first.model_id });
  const categories = events.flatMap((event) => (event.type === 'progress' ? [event.category] : []));
  expect(new Set(categories)).toEqual(new Set(['dataset', 'train', 'model_upload']));
  await client.close();
});

test('a dataset that could not be fetched may be asked for again, and each format is one', async () => {
  const folder = makeFolder();
  const client = await openEmbeddedBackend(join(folder, 'backend'));
  class Asking extends BaseTrainAction<{ readonly dataset: number }> {
    override async execute(): Promise<unknown> {
      await expect(this.getDataset()).rejects.toMatchObject({ status: 404 });
      await createDataset(client, folder, [{ path: 'cat.jpg', bytes: 'cat' }]);
      const asked = [this.getDataset(), this.getDataset(), this.getDataset({ format: 'dm_v2' })];
      return (await Promise.all(asked)).map(({ path }) => path);
    }
  }
  const env = { XDG_CACHE_HOME: join(folder, 'cache') };
  const paths = await new LocalExecutor({ client, env, logger: recordEvents().logger }).execute(Asking, { dataset: 1 });
  expect(new Set(paths as string[]).size).toBe(1);
  await client.close();
});

test('the params of a training extend what every training takes', () => {
  expect(BaseTrainParams.check({ dataset: 0 })).toMatchObject({ ok: false });
  expect(BaseTrainParams.check({ dataset: 3, epochs: 100 })).toMatchObject({ ok: true, value: { dataset: 3, epochs: 100 } });
});
