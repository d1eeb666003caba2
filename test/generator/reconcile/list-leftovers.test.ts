import { expect, test } from 'vitest';
import { generate } from '../../../generator/pipeline.ts';
import { makePlugin, writeIn } from '../../support/make-plugin.ts';

const config = (actions: string): string => `name: Tiny\ncode: tiny\nactions:\n${actions}`;
const TRAIN = '  train:\n    steps: [{ name: load_dataset }, { name: fit }]\n';

async function leftovers(before: string, after: string): Promise<string[]> {
  const plugin = makePlugin({ 'config.yaml': config(before) });
  await generate({ plugin });
  writeIn(plugin, 'config.yaml', config(after));
  const { changes } = await generate({ plugin });
  return changes.filter((change) => change.kind === 'keep').map(({ path, reason }) => `${path}: ${reason}`);
}

test('the class of a renamed action, and those of its steps, are to be moved over the new stubs', async () => {
  expect(await leftovers(TRAIN, TRAIN.replace('train', 'train_model'))).toEqual([
    'src/actions/train.ts: the contract no longer asks for TrainAction; was it renamed to TrainModelAction? Then move your code over the new src/actions/train-model.ts, else delete it',
    'src/steps/train/fit.ts: the contract asks for FitStep in src/steps/train-model/fit.ts now; move your code there, else delete it',
    'src/steps/train/load-dataset.ts: the contract asks for LoadDatasetStep in src/steps/train-model/load-dataset.ts now; move your code there, else delete it',
  ]);
});

test('a step that is gone is to be deleted, one that has another name is to be moved', async () => {
  expect(await leftovers(TRAIN, TRAIN.replace('{ name: load_dataset }, ', ''))).toEqual([
    'src/steps/train/load-dataset.ts: the contract no longer asks for LoadDatasetStep; delete it when you do not need it any more',
  ]);
  expect(await leftovers(TRAIN, TRAIN.replace('load_dataset', 'load_data'))).toEqual([
    'src/steps/train/load-dataset.ts: the contract no longer asks for LoadDatasetStep; was it renamed to LoadDataStep? Then move your code over the new src/steps/train/load-data.ts, else delete it',
  ]);
});

test('two actions in one file: the class that is left over is named', async () => {
  const both = '  a_one:\n    entrypoint: src/all:AOneAction\n  b_two:\n    entrypoint: src/all:BTwoAction\n';
  expect(await leftovers(both, both.slice(0, both.indexOf('  b_two')))).toEqual([
    'src/all.ts: the contract no longer asks for BTwoAction; delete it when you do not need it any more',
  ]);
});
