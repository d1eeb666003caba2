import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openHttpBackend } from 'actionsmith/backend';
import { expect, test } from 'vitest';
import { makeFolder } from '../../support/make-plugin.ts';
import { type JobProcess, runJobProcess } from '../../support/run-job-process.ts';
import { serveBackend } from '../../support/serve-backend.ts';
import { createDataset, PIXEL } from '../../support/train-dataset.ts';
import { tinyFolder } from '../../ray/support/tiny.ts';

const BOX = { id: 'a', classification: 'cat', attrs: [], data: [0, 0, 1, 1] };

function stepsOf({ events }: JobProcess): string[] {
  return events.flatMap((event) => (event.type === 'step' && event.status !== 'started' ? [`${event.step} ${event.status}`] : []));
}

test('a job fetches its dataset in the format it asks for; killed in the upload of its model, it is resumed there by another job, from its log', async () => {
  const place = makeFolder();
  const served = await serveBackend(join(place, 'data'));
  const backend = openHttpBackend({ url: served.url });
  try {
    const data = { images: [{ bounding_box: [BOX] }] };
    const dataset = await createDataset(backend, place, [{ path: 'cat.png', bytes: PIXEL, category: 'train', data }]);
    const env = {
      ACTIONSMITH_BACKEND_URL: served.url,
      ACTIONSMITH_MODELS: join(place, 'kept'),
      XDG_CACHE_HOME: join(place, 'cache'),
    };
    const params = { dataset };
    const killed = await runJobProcess(tinyFolder, 'train_line', { params, env: { ...env, KILL_IN: 'model_upload' } });
    expect([killed.code, killed.ends, stepsOf(killed)]).toEqual([
      null,
      [],
      ['dataset finished', 'train finished', 'model_archive finished'],
    ]);
    expect([(await backend.models.list()).count, readdirSync(env.ACTIONSMITH_MODELS).length]).toEqual([0, 1]);

    const checkpoints = killed.events.filter((event) => event.type === 'checkpoint');
    const resumed = await runJobProcess(tinyFolder, 'train_line', { params, env, checkpoints });
    const value = { model_path: 'line', seen: ['yolo', 'classes.txt', 'dataset.yaml', 'train'] };
    expect([resumed.code, resumed.ends]).toEqual([0, [expect.objectContaining({ type: 'result', value })]]);
    expect(stepsOf(resumed)).toEqual(['dataset restored', 'train restored', 'model_archive restored', 'model_upload finished']);
    expect((await backend.models.list()).items).toMatchObject([{ name: 'line', configuration: { dataset } }]);
    expect(readdirSync(env.ACTIONSMITH_MODELS)).toEqual([]);
  } finally {
    await backend.close();
    await served.stop();
  }
});
