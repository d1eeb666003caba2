import { BaseTrainAction, type StepContext, type StepRegistry } from 'actionsmith';
import { testAction } from 'actionsmith/testing';
import { expect, test } from 'vitest';
import { PYTHON } from '../../python/support.ts';
import { makeFolder, writeIn } from '../../support/make-plugin.ts';

test('a script of a training reports as the ready step that runs it', async () => {
  const folder = makeFolder();
  const script = `
import actionsmith, os
actionsmith.set_progress(1, 2, "train")
actionsmith.set_metrics({"lr": actionsmith.params["lr"]}, "train")
open("weights.pt", "w").write("weights")
actionsmith.set_result({"weights_path": os.path.abspath("weights.pt")})
`;
  writeIn(folder, 'train.py', script);
  class Train extends BaseTrainAction<{ readonly lr: number }, unknown> {
    override setupSteps(registry: StepRegistry<StepContext<{ readonly lr: number }, unknown>>): void {
      this.registerReadySteps(registry);
    }
    override execute(): Promise<unknown> {
      return this.python.run('train.py', { python: PYTHON, cwd: folder });
    }
  }
  const run = await testAction(Train, { lr: 0.5 }, { pluginFolder: folder, env: { ACTIONSMITH_MODELS: folder } });
  run.succeeded();
  const [progress] = run.events.filter(({ type }) => type === 'progress');
  expect(progress).toMatchObject({ step: 'train', category: 'train', percent: 50 });
  expect(run.events).toContainEqual(expect.objectContaining({ type: 'metrics', step: 'train', values: { lr: 0.5 } }));
});
