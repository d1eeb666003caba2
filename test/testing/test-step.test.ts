import { BaseStep, StepContext, type StepPolicy, StepResult } from 'actionsmith';
import { testStep } from 'actionsmith/testing';
import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';

interface Params {
  readonly rate: number;
}

const Output = z.object({ loss: z.number() });

class TrainStep extends BaseStep<StepContext<Params, { readonly load: { readonly rows: number } }>, z.output<typeof Output>> {
  readonly name = 'train';
  readonly progressWeight = 0.7;
  override readonly needs: readonly string[] = ['load'];
  override readonly policy: StepPolicy = { timeoutMs: 1000, retry: { attempts: 2, delayMs: 500 } };
  override readonly checkOutput: typeof Output = Output;
  undoneWith: unknown = 'not undone';
  override execute(context: StepContext<Params, { readonly load: { readonly rows: number } }>): { loss: number } {
    context.setProgress(1, 4);
    return { loss: context.outputs.load.rows * context.params.rate };
  }
  override rollback(_context: unknown, output: unknown): void {
    this.undoneWith = output;
  }
}

const given = { params: { rate: 0.5 }, outputs: { load: { rows: 3 } } };

test('a step runs alone, on what earlier steps left', async () => {
  const run = await testStep(new TrainStep(), given);
  expectTypeOf(run.succeeded()).toEqualTypeOf<{ loss: number }>();
  expect(run.succeeded()).toEqual({ loss: 1.5 });
  expect([run.progress('train'), run.steps, run.undone]).toEqual([[25], ['train started', 'train finished'], []]);
});

test('what it needs has to be given', async () => {
  const run = await testStep(new TrainStep(), { params: { rate: 1 } } as never);
  expect(run.failed().message).toBe('step "train" needs "load", which no earlier step produces');
});

test('its output is checked', async () => {
  const run = await testStep(new TrainStep(), { ...given, params: { rate: Number.NaN } });
  expect(run.failed({ code: 'STEP_OUTPUT_INVALID', step: 'train' }).message).toMatch(/^step "train" failed: output\.loss /);
});

test('it is undone when something after it fails, with its output', async () => {
  const step = new TrainStep();
  const run = await testStep(step, { ...given, undo: true });
  expect([run.status, run.result, run.undone, step.undoneWith]).toEqual(['SUCCEEDED', undefined, ['train'], { loss: 1.5 }]);
});

test('a rollback that throws is no success', async () => {
  class Stuck extends TrainStep {
    override rollback(): never {
      throw new Error('still locked');
    }
  }
  const run = await testStep(new Stuck(), { ...given, undo: true });
  expect(run.failed()).toMatchObject({ rollbackErrors: [{ message: 'still locked' }] });
  expect(run.undone).toEqual([]);
});

test('an attempt fails, hangs until its time is up, or is cancelled', async () => {
  const failed = await testStep(new TrainStep(), { ...given, fail: { attempts: 1 } });
  expect([failed.succeeded(), failed.clock.pauses]).toEqual([{ loss: 1.5 }, [500]]);
  const late = await testStep(new TrainStep(), { ...given, timeOut: true });
  expect(late.failed({ code: 'STEP_TIMED_OUT' })).toBeDefined();
  expect((await testStep(new TrainStep(), { ...given, cancel: true })).status).toBe('STOPPED');
});

test('a context with fields of its own is made by the test', async () => {
  class Context extends StepContext<Params> {
    dataset: readonly number[] = [];
  }
  class Count extends BaseStep<Context, number> {
    readonly name = 'count';
    readonly progressWeight = 1;
    override execute(context: Context): StepResult<number> {
      return new StepResult({ data: context.dataset.length });
    }
  }
  const run = await testStep(new Count(), {
    params: { rate: 1 },
    createContext: (made) => Object.assign(new Context(made), { dataset: [1, 2] }),
  });
  expect(run.succeeded()).toBe(2);
});
