import { failEachStep, testAction, testStep, validParams } from 'actionsmith/testing';
import { expect, test } from 'vitest';
import { invalidParams } from '../generated/train/test-kit.js';
import { TrainAction } from '../src/actions/train.js';
import { LoadDatasetStep } from '../src/steps/train/load-dataset.js';
import { TrainStep } from '../src/steps/train/train.js';

test('three epochs are trained, reported and saved', async () => {
  const run = await testAction(TrainAction, ({ folder }) => ({ output: folder, epochs: 3, pause_ms: 0 }));
  expect(run.succeeded()).toMatchObject({ epochs_completed: 3, test_rows: 69 });
  expect(run.progress('train')).toEqual([33.33, 66.67, 100]);
  expect(run.metrics('train').map(({ loss }) => Number(loss) < 0.3)).toEqual([true, true, true]);
  expect(run.overall.at(-1)).toBe(100);
  expect(run.files).toContain('weights.json');
});

test('no rows are left behind, whichever step fails', async () => {
  const failed = await failEachStep(TrainAction, ({ folder }) => ({ output: folder, epochs: 1 }));
  expect(failed.map(({ step, run }) => [step, run.undone, run.files.filter((file) => file !== 'weights.json')])).toEqual(
    ['load_dataset', 'train', 'evaluate', 'save_model'].map((step) => [step, ['load_dataset'], []]),
  );
});

test('what the contract refuses is refused for its reason', async () => {
  for (const { params: refused, message } of invalidParams) (await testAction(TrainAction, refused as never)).failed({ message });
});

test('nor when training takes longer than its hour', async () => {
  const run = await testAction(TrainAction, ({ folder }) => ({ output: folder, epochs: 1 }), { timeOutAt: 'train' });
  expect(run.failed({ code: 'STEP_TIMED_OUT' }).message).toContain('attempt 1 took longer than 3600000 ms');
  expect(run.files).toEqual([]);
});

const params = ({ folder }: { folder: string }) => validParams(TrainAction, { output: folder, epochs: 1 });

test('a step is tested alone, on the output of another', async () => {
  const loaded = await testStep(new LoadDatasetStep(), { params });
  const load_dataset = loaded.succeeded();
  expect(load_dataset).toMatchObject({ train_rows: 222, validation_rows: 51, test_rows: 69 });
  const trained = await testStep(new TrainStep(), { params, outputs: { load_dataset } });
  expect(trained.succeeded()).toMatchObject({ epochs_completed: 1, stopped_early: false });
});

test('the rows of a dataset that was given are nobody’s to remove', async () => {
  const dataset = await testStep(new LoadDatasetStep(), { params });
  const run = await testStep(new LoadDatasetStep(), {
    params: ({ folder }) => validParams(TrainAction, { output: folder, dataset: dataset.succeeded().dataset }),
    undo: true,
  });
  expect(run.undone).toEqual(['load_dataset']);
  expect(dataset.files.length).toBeGreaterThan(0);
});
