import { BaseAction } from 'actionsmith';
import { testAction } from 'actionsmith/testing';
import { expect, test } from 'vitest';
import { runPython } from '../python/support.ts';

/** As much of ultralytics as its callbacks are made of. The real one trains in test/ml. */
const STAND_IN = {
  'ultralytics/__init__.py': 'from ultralytics.utils.callbacks import base\n',
  'ultralytics/utils/__init__.py': '',
  'ultralytics/utils/callbacks/__init__.py': '',
  'ultralytics/utils/callbacks/base.py': `
def on_train_start(trainer):
    pass
default_callbacks = {name: [on_train_start] for name in ("on_train_start", "on_train_epoch_end", "on_model_save", "on_fit_epoch_end", "on_train_end")}
`,
  'trainer.py': `
import pathlib
from ultralytics.utils.callbacks.base import default_callbacks

class Trainer:
    start_epoch, epochs, epoch = 0, 2, 0
    last, best = pathlib.Path("last.pt"), pathlib.Path("best.pt")
    fitness = best_fitness = 0.5
    lr = {"lr/pg0": 0.01}
    def label_loss_items(self, losses, prefix): return {prefix + "/box_loss": losses}
    def call(self, name):
        for callback in default_callbacks[name]: callback(self)
    def train(self):
        self.call("on_train_start")
        for self.epoch in range(self.epochs):
            self.tloss = 1.5 - self.epoch
            self.call("on_train_epoch_end")
            self.metrics = {"metrics/mAP50(B)": 0.25 * (self.epoch + 1)}
            self.last.touch()
            self.call("on_model_save")
            self.call("on_fit_epoch_end")
        self.metrics = {"metrics/mAP50(B)": 0.75}
        self.call("on_fit_epoch_end")
        self.call("on_train_end")
`,
};

const withAutolog = { onStart: (action: BaseAction): void => action.autolog('ultralytics') };

test('epochs, losses, learning rates and scores of ultralytics are reported without a line of the script, and checkpoints as files', async () => {
  const run = await runPython('import trainer\ntrainer.Trainer().train()', withAutolog, STAND_IN);
  run.succeeded();
  expect(run.progress('train')).toEqual([0, 50, 100, 100]);
  expect(run.metrics('train')).toEqual([
    { epoch: 1, 'train/box_loss': 1.5, 'metrics/mAP50(B)': 0.25, 'lr/pg0': 0.01 },
    { epoch: 2, 'train/box_loss': 0.5, 'metrics/mAP50(B)': 0.5, 'lr/pg0': 0.01 },
  ]);
  expect(run.metrics('train_best')).toEqual([{ 'metrics/mAP50(B)': 0.75 }]);
  const files = run.events.flatMap((event) => (event.type === 'log' ? [{ ...event.data, file: event.file }] : []));
  expect(files).toEqual([1, 2].map((epoch) => ({ epoch, kind: 'last', fitness: 0.5, file: `${run.place}/last.pt` })));
});

test('the category is the author’s to choose, and a script that imports no framework is left alone', async () => {
  const options = { onStart: (action: BaseAction): void => action.autolog('ultralytics', { category: 'tune' }) };
  expect((await runPython('import trainer\ntrainer.Trainer().train()', options, STAND_IN)).progress('tune')).toEqual([0, 50, 100, 100]);
  const plain = await runPython('import actionsmith, sys\nactionsmith.set_result("ultralytics" in sys.modules)', withAutolog, STAND_IN);
  expect(plain.succeeded()).toBe(false);
});

test('without autolog nothing is reported', async () => {
  const run = await runPython('import trainer\ntrainer.Trainer().train()', {}, STAND_IN);
  expect([run.succeeded(), run.metrics(), run.progress()]).toEqual([null, [], []]);
});

test('a release whose trainers look different is still trained, and says so', async () => {
  const run = await runPython('import trainer\ndel trainer.Trainer.lr\ntrainer.Trainer().train()', withAutolog, STAND_IN);
  expect([run.succeeded(), run.progress('train')]).toEqual([null, [0, 100]]);
});

test('another framework is an error that says which are known', async () => {
  class Other extends BaseAction {
    override execute(): void {
      this.autolog(this.ctx.env.get('FRAMEWORK') as never);
    }
  }
  const message = async (FRAMEWORK: string): Promise<string> =>
    (await testAction(Other, {}, { env: { FRAMEWORK } })).failed({ code: 'UNKNOWN_FRAMEWORK' }).message;
  expect(await message('ultralitics')).toBe('autolog does not know "ultralitics": it knows ultralytics');
  expect(await message('__proto__')).toBe('autolog does not know "__proto__": it knows ultralytics');
});
