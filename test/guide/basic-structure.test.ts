/** Guide: Class-Based Actions, Basic Structure. */
import { BaseAction, LocalExecutor, NoOpLogger, PluginCategory } from 'actionsmith';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { recordEvents } from '../support/record-events.ts';

const TrainParams = z.object({
  epochs: z.int().min(1).max(1000).default(10),
  learning_rate: z.number().gt(0).lt(1).default(0.001),
  batch_size: z.int().min(1).default(32),
});
const TrainResult = z.object({ weights_path: z.string(), final_loss: z.number(), epochs_completed: z.int() });

const trainEpoch = (epoch: number, lr: number): number => 1 / (epoch + 1) + lr;

/** Train a model with progress tracking. */
class TrainAction extends BaseAction<z.infer<typeof TrainParams>, z.infer<typeof TrainResult>> {
  static override readonly actionName = 'train';
  static override readonly category = PluginCategory.NEURAL_NET;
  static override readonly paramsModel = TrainParams;
  static override readonly resultModel = TrainResult;

  override execute(): z.infer<typeof TrainResult> {
    const { epochs, learning_rate: lr } = this.params;
    this.log('train_start', { epochs, lr });
    let loss = Number.NaN;
    for (let epoch = 0; epoch < epochs; epoch++) {
      this.setProgress(epoch + 1, epochs, 'train');
      loss = trainEpoch(epoch, lr);
      this.setMetrics({ loss, epoch }, 'train');
    }
    return { weights_path: '/model/weights.pt', final_loss: loss, epochs_completed: epochs };
  }
}

test('an action gets validated params, reports as it goes, and returns a typed result', async () => {
  const { logger, events } = recordEvents();
  const result = await new LocalExecutor({ logger }).execute(TrainAction, { epochs: 2, learning_rate: 0.5 });
  expect(result).toEqual({ weights_path: '/model/weights.pt', final_loss: 1, epochs_completed: 2 });
  expect(events.map(({ type }) => type)).toEqual(['started', 'log', 'progress', 'metrics', 'progress', 'metrics', 'result']);
});

test('what is not given is filled in, and what is out of bounds is refused', async () => {
  const executor = new LocalExecutor({ logger: new NoOpLogger() });
  expect(await executor.execute(TrainAction, {})).toMatchObject({ epochs_completed: 10 });
  await expect(executor.execute(TrainAction, { epochs: 1001, learning_rate: 1 })).rejects.toMatchObject({
    name: 'ValidationError',
    issues: [{ path: ['epochs'] }, { path: ['learning_rate'] }],
  });
});
