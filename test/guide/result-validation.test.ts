/** Guide: Result Validation, Defining Result Models. */
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

class MyAction extends BaseAction<unknown, z.input<typeof TrainResult>> {
  static override readonly resultModel = TrainResult;
  override execute(): z.input<typeof TrainResult> {
    return { weights_path: '/model/weights.pt', final_loss: 0.05, epochs_completed: 100, metrics: { accuracy: 0.95 } };
  }
}

class Terse extends MyAction {
  override execute(): z.input<typeof TrainResult> {
    return { weights_path: '/model/weights.pt', final_loss: 0.05, epochs_completed: 100 };
  }
}

test('a result that fits says nothing', async () => {
  const { logger, events } = recordEvents();
  expect(await new LocalExecutor({ logger }).execute(MyAction, {})).toEqual({
    weights_path: '/model/weights.pt',
    final_loss: 0.05,
    epochs_completed: 100,
    metrics: { accuracy: 0.95 },
  });
  expect(events.map(({ type }) => type)).toEqual(['started', 'result']);
});

test('what the model has a default for is filled in', async () => {
  const { logger } = recordEvents();
  expect(await new LocalExecutor({ logger }).execute(Terse, {})).toHaveProperty('metrics', {});
});
