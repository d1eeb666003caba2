/** Guide: Result Validation, Warning-Only Validation; and the two other ways that a class or a contract may choose. */
import { BaseAction, LocalExecutor, type ResultValidation } from 'actionsmith';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { recordEvents } from '../support/record-events.ts';

const TrainResult = z.object({ weights_path: z.string(), final_loss: z.number(), epochs_completed: z.int() });

class MyAction extends BaseAction<unknown, unknown> {
  static override readonly resultModel = TrainResult;
  override execute(): unknown {
    return { weights_path: '/model.pt' };
  }
}

class Strict extends MyAction {
  static override readonly resultValidation: ResultValidation = 'strict';
}

class Off extends MyAction {
  static override readonly resultValidation: ResultValidation = 'off';
}

test('a result that does not fit is a warning, and execution continues with it as it is', async () => {
  const { logger, events } = recordEvents();
  expect(await new LocalExecutor({ logger }).execute(MyAction, {})).toEqual({ weights_path: '/model.pt' });
  expect(events.filter(({ type }) => type === 'message')).toMatchObject([
    {
      context: 'warning',
      message: expect.stringMatching(/^Result validation warning for .*result\.final_loss .*; result\.epochs_completed /),
    },
  ]);
});

test('strict makes it a failure with every issue', async () => {
  const { logger, events } = recordEvents();
  const failed = new LocalExecutor({ logger }).execute(Strict, {});
  await expect(failed).rejects.toMatchObject({
    code: 'RESULT_INVALID',
    issues: [{ path: ['final_loss'] }, { path: ['epochs_completed'] }],
  });
  expect(events.map(({ type }) => type)).toEqual(['started', 'failed']);
});

test('off does not look', async () => {
  const { logger, events } = recordEvents();
  expect(await new LocalExecutor({ logger }).execute(Off, {})).toEqual({ weights_path: '/model.pt' });
  expect(events.map(({ type }) => type)).toEqual(['started', 'result']);
});
