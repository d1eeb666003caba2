/** Guide: Parameter Validation, Accessing Validated Params. */
import { BaseAction, LocalExecutor, NoOpLogger } from 'actionsmith';
import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';

const TrainParams = z.object({
  dataset: z.int().positive(),
  epochs: z.int().min(1).max(10_000).default(100),
  learning_rate: z.number().gt(0).lt(1).default(0.001),
});

class MyAction extends BaseAction<z.output<typeof TrainParams>, { trained: boolean; seen: readonly number[] }> {
  static override readonly paramsModel = TrainParams;

  override execute(): { trained: boolean; seen: readonly number[] } {
    const { dataset, epochs } = this.params;
    const lr: number = this.params.learning_rate;
    expectTypeOf(epochs).toEqualTypeOf<number>();
    return { trained: true, seen: [dataset, epochs, lr] };
  }
}

test('params are already valid and complete, and have their types', async () => {
  expect(await new LocalExecutor({ logger: new NoOpLogger() }).execute(MyAction, { dataset: 7 })).toEqual({
    trained: true,
    seen: [7, 100, 0.001],
  });
});

test('an action never sees what does not fit', async () => {
  const failed = new LocalExecutor({ logger: new NoOpLogger() }).execute(MyAction, { dataset: 0 });
  await expect(failed).rejects.toMatchObject({ code: 'PARAMS_INVALID', issues: [{ path: ['dataset'] }] });
});
