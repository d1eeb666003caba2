/** Guide: Result Validation, Warning-Only Validation. */
import { BaseAction, LocalExecutor } from 'actionsmith';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { recordEvents } from '../support/record-events.ts';

const TrainResult = z.object({
  weights_path: z.string(),
  final_loss: z.number(),
  epochs_completed: z.int(),
  metrics: z.record(z.string(), z.number()).default({}),
});

class MyAction extends BaseAction<{ complete: boolean }, unknown> {
  static override readonly resultModel = TrainResult;
  override execute(): unknown {
    if (this.params.complete)
      return { weights_path: '/model/weights.pt', final_loss: 0.05, epochs_completed: 100, metrics: { accuracy: 0.95 } };
    return { weights_path: '/model.pt' };
  }
}

test('a result that fits says nothing', async () => {
  const { logger, events } = recordEvents();
  expect(await new LocalExecutor({ logger }).execute(MyAction, { complete: true })).toMatchObject({ metrics: { accuracy: 0.95 } });
  expect(events.map(({ type }) => type)).toEqual(['started', 'result']);
});

test('a result that does not fit is a warning, and execution continues with it as it is', async () => {
  const { logger, events } = recordEvents();
  expect(await new LocalExecutor({ logger }).execute(MyAction, { complete: false })).toEqual({ weights_path: '/model.pt' });
  expect(events.filter(({ type }) => type === 'message')).toMatchObject([
    {
      context: 'warning',
      message: expect.stringMatching(/^Result validation warning for .*result\.final_loss .*; result\.epochs_completed /),
    },
  ]);
});
