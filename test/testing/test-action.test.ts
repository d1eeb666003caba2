import { BaseAction, BaseStep, defineAction, type StepContext, type StepPolicy, type StepRegistry } from 'actionsmith';
import { FakeClock, testAction } from 'actionsmith/testing';
import { AssertionError } from 'node:assert';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { contractRegistry } from '../support/contract-actions.ts';

const Params = z.object({ epochs: z.int().min(1).default(2), out: z.string() });
type Params = z.output<typeof Params>;

class Work extends BaseStep<StepContext<Params>, { file: string }> {
  readonly name: string;
  readonly progressWeight = 1;
  override readonly policy: StepPolicy;
  constructor(name: string, policy: StepPolicy = {}) {
    super();
    this.name = name;
    this.policy = policy;
  }
  override execute(context: StepContext<Params>): { file: string } {
    const file = join(context.params.out, `${this.name}.txt`);
    writeFileSync(file, context.ctx.env.getString('TEXT', 'no text'));
    for (let epoch = 1; epoch <= context.params.epochs; epoch++) {
      context.setProgress(epoch, context.params.epochs);
      context.setMetrics({ loss: 1 / epoch });
    }
    return { file };
  }
  override rollback(): void {}
}

class Train extends BaseAction<Params, { steps: number }> {
  static override readonly paramsModel: typeof Params = Params;
  override setupSteps(registry: StepRegistry<StepContext<Params>>): void {
    registry.register(new Work('load'));
    registry.register(new Work('train', { timeoutMs: 7_200_000, retry: { attempts: 3, delayMs: 60_000, factor: 2 } }));
    registry.register(new Work('save'));
  }
  override collectResult({ outputs, ctx }: StepContext<Params>): { steps: number } {
    ctx.logMessage('trained', { context: 'success' });
    ctx.log('saved', { path: 'save.txt' });
    return { steps: Object.keys(outputs).length };
  }
}

const inFolder = ({ folder }: { folder: string }) => ({ out: folder });

test('a run becomes a record: its result, what it reported, and the files that it left', async () => {
  const run = await testAction(Train, inFolder, { env: { TEXT: 'hello' } });
  expectTypeOf(run.succeeded()).toEqualTypeOf<{ steps: number }>();
  expect([run.status, run.succeeded(), run.error]).toEqual(['SUCCEEDED', { steps: 3 }, undefined]);
  expect(run.progress('train')).toEqual([50, 100]);
  expect(run.overall.at(-1)).toBe(100);
  expect(run.metrics('load')).toEqual([{ loss: 1 }, { loss: 0.5 }]);
  expect(run.messages).toEqual(['success: trained']);
  expect(run.logged('saved')).toEqual([{ path: 'save.txt' }]);
  expect(run.files).toEqual(['load.txt', 'save.txt', 'train.txt']);
  expect(run.read('load.txt')).toBe('hello');
  run[Symbol.dispose]();
  expect(existsSync(run.folder)).toBe(false);
});

describe('a step goes wrong on request', () => {
  test('it fails, and what was started is undone in reverse', async () => {
    const run = await testAction(Train, inFolder, { failAt: 'save' });
    expect(run.failed({ code: 'STEP_FAILED', step: 'save' }).message).toBe('step "save" failed: the test lets step save fail');
    expect(run.undone).toEqual(['save', 'train', 'load']);
    expect(run.files).toEqual(['load.txt', 'train.txt']);
  });

  test('it fails with an error of the test’s choice, after its work', async () => {
    const run = await testAction(Train, inFolder, { failAt: { step: 'load', error: new RangeError('disk full'), after: true } });
    expect(run.failed({ message: /disk full$/ })).toHaveProperty('cause.name', 'RangeError');
    expect(run.files).toEqual(['load.txt']);
  });

  test('its first attempts fail, and the pauses between them take no time', async () => {
    const run = await testAction(Train, inFolder, { failAt: { step: 'train', attempts: 2 } });
    expect(run.succeeded()).toEqual({ steps: 3 });
    expect(run.steps.filter((step) => step.startsWith('train'))).toEqual([
      'train started',
      'train failed',
      'train started',
      'train failed',
      'train started',
      'train finished',
    ]);
    expect([run.clock.pauses, run.clock.now]).toEqual([[60_000, 120_000], 180_000]);
  });

  test('it hangs until its time is up, in every attempt', async () => {
    const run = await testAction(Train, inFolder, { timeOutAt: 'train' });
    expect(run.failed({ code: 'STEP_TIMED_OUT', step: 'train', message: 'attempt 3 took longer than 7200000 ms' })).toBeDefined();
    expect(run.undone).toEqual(['train', 'load']);
    expect(run.clock.now).toBe(3 * 7_200_000 + 180_000);
  });

  test('the run is cancelled as it begins', async () => {
    const run = await testAction(Train, inFolder, { cancelAt: 'train' });
    expect([run.status, run.failed().name, run.undone]).toEqual(['STOPPED', 'RunCancelled', ['train', 'load']]);
  });

  test('and the steps are as they were afterwards', async () => {
    const shared = new Work('only');
    class Shared extends Train {
      override setupSteps(registry: StepRegistry<StepContext<Params>>): void {
        registry.register(shared);
      }
    }
    (await testAction(Shared, inFolder, { failAt: 'only' })).failed();
    expect(Object.hasOwn(shared, 'execute')).toBe(false);
    expect((await testAction(Shared, inFolder)).succeeded()).toEqual({ steps: 1 });
  });
});

test('a limit is reached in the middle of a run by a clock of one’s own', async () => {
  class Hangs extends BaseStep {
    readonly name = 'hang';
    readonly progressWeight = 1;
    override readonly policy: StepPolicy = { timeoutMs: 3_600_000 };
    override execute({ signal }: StepContext): Promise<never> {
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }
  }
  class Hang extends BaseAction {
    override setupSteps(registry: StepRegistry): void {
      registry.register(new Hangs());
    }
  }
  const clock = new FakeClock();
  const running = testAction(Hang, {}, { clock });
  await clock.advance(3_599_999);
  expect(clock.limits).toBeGreaterThan(0);
  await clock.advance(1);
  expect((await running).failed({ code: 'STEP_TIMED_OUT' }).message).toBe('step "hang" failed: attempt 1 took longer than 3600000 ms');
});

describe('a test that asks for what there is not is told so, and is no failed run', () => {
  test.each([
    [{ failAt: 'sav' }, 'the action has no step "sav"; did you mean "save"?'],
    [{ cancelAt: 'evaluate' }, 'the action has no step "evaluate"; its steps are load, train, save'],
    [{ timeOutAt: 'load' }, 'step "load" has no timeout that it could reach'],
  ])('%j', async (options, message) => {
    await expect(testAction(Train, inFolder, options)).rejects.toMatchObject({ code: 'BAD_TEST', message });
  });

  test('a function has no steps', async () => {
    const plain = defineAction({ name: 'plain' }, () => 1);
    expect((await testAction(plain, {})).succeeded()).toBe(1);
    await expect(testAction(plain, {}, { failAt: 'load' })).rejects.toThrow('plain is a function, which has no steps');
  });
});

test('params that do not fit are a failed run, with their issues', async () => {
  const run = await testAction(Train, { epochs: 0, out: '/tmp' });
  expect(run.failed({ code: 'PARAMS_INVALID' })).toMatchObject({ issues: [{ path: ['epochs'] }] });
});

test('an action of a registry brings its contract', async () => {
  expect((await testAction(contractRegistry.get('double'), { by: 4 })).succeeded()).toEqual({ doubled: 8 });
  expect((await testAction(contractRegistry.get('steps'), {}, { failAt: 'first' })).failed({ step: 'first' })).toBeDefined();
});

test('the environment of the process decides no test', async () => {
  const seen = defineAction({ name: 'seen' }, (_params, { env, secrets }) => ({ env: env.toObject(), secrets }));
  const run = await testAction(seen, {}, { env: { DEBUG: 'true' }, secrets: { HUB_TOKEN: 'abc' } });
  expect(run.succeeded()).toEqual({ env: { DEBUG: 'true' }, secrets: { HUB_TOKEN: 'abc' } });
});

test('an assertion that does not hold says what happened instead, with the error as its cause', async () => {
  const failed = await testAction(Train, inFolder, { failAt: 'save' });
  expect(() => failed.succeeded()).toThrow(AssertionError);
  expect(() => failed.succeeded()).toThrow('the run should have succeeded, and failed: step "save" failed: the test lets step save fail');
  expect(() => failed.failed({ step: 'train' })).toThrow('the run should have failed in step train, and did in save');
  expect(() => failed.failed({ code: 'STEP_TIMED_OUT' })).toThrow(
    'the run should have failed with STEP_TIMED_OUT, and did with STEP_FAILED',
  );
  expect(() => failed.failed({ message: 'disk full' })).toThrow('the run should have failed with disk full, and did with: step "save"');
  const succeeded = await testAction(Train, inFolder);
  expect(() => succeeded.failed()).toThrow('the run should have failed, and gave {"steps":3}');
});
