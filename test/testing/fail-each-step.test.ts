import { BaseAction, BaseStep, type StepContext, type StepPolicy, type StepRegistry } from 'actionsmith';
import { failEachStep, fakeContext, MemoryLogger } from 'actionsmith/testing';
import { expect, test } from 'vitest';

class Work extends BaseStep {
  readonly name: string;
  readonly progressWeight = 1;
  override readonly policy: StepPolicy = {};
  constructor(name: string, undo?: () => void, policy: StepPolicy = {}) {
    super();
    this.name = name;
    this.policy = policy;
    if (undo !== undefined) this.rollback = undo;
  }
  override execute(): void {}
}

const actionOf = (...steps: BaseStep[]) =>
  class extends BaseAction {
    override setupSteps(registry: StepRegistry<StepContext>): void {
      for (const step of steps) registry.register(step);
    }
  };

const nothing = (): void => {};

test('each step fails in turn, and what was started is undone, the last first', async () => {
  const failed = await failEachStep(actionOf(new Work('load', nothing), new Work('train'), new Work('save', nothing)), {});
  expect(failed.map(({ step, run }) => [step, run.undone])).toEqual([
    ['load', ['load']],
    ['train', ['load']],
    ['save', ['save', 'load']],
  ]);
});

test('a step that is skipped is not started, and cannot fail', async () => {
  class Skipped extends Work {
    override canSkip(): boolean {
      return true;
    }
  }
  const failed = await failEachStep(actionOf(new Work('load', nothing), new Skipped('extra', nothing), new Work('save', nothing)), {});
  expect(failed.map(({ step, run }) => [step, run.undone])).toEqual([
    ['load', ['load']],
    ['save', ['save', 'load']],
  ]);
});

test('a step that is undone before each further attempt counts once', async () => {
  class Upload extends Work {
    override readonly effects = 'external';
  }
  const failed = await failEachStep(actionOf(new Upload('upload', nothing, { retry: { attempts: 3, delayMs: 1000 } })), {});
  expect(failed.map(({ step, run }) => [step, run.undone])).toEqual([['upload', ['upload', 'upload', 'upload']]]);
});

test('a step that cannot be undone is an assertion that fails, and says what was expected', async () => {
  const stuck = new Work('load', () => {
    throw new Error('the disk is gone');
  });
  await expect(failEachStep(actionOf(stuck, new Work('save', nothing)), {})).rejects.toMatchObject({
    name: 'AssertionError',
    message: 'when load fails, load should be undone, and nothing was',
  });
});

test('an action without steps, and one that fails by itself, are told', async () => {
  class Plain extends BaseAction {
    override execute(): number {
      return 1;
    }
  }
  await expect(failEachStep(Plain, {})).rejects.toMatchObject({
    code: 'BAD_TEST',
    message: 'Plain has no step that runs with these params',
  });
  class Broken extends BaseAction {
    override execute(): never {
      throw new Error('no');
    }
  }
  await expect(failEachStep(Broken, {})).rejects.toThrow('the run should have succeeded, and failed: action Broken failed: no');
});

test('a context without a run has params, outputs, an environment, and keeps what is reported', () => {
  const logger = new MemoryLogger();
  const context = fakeContext<{ epochs: number }, { load: { rows: number }; fit: { loss: number } }>(
    { params: { epochs: 2 }, outputs: { load: { rows: 3 } } },
    { outputs: { fit: { loss: 1 } }, env: { A: 'b' }, logger },
  );
  context.logMessage('done');
  context.setProgress(1, 2, 'fit');
  expect([context.params, { ...context.outputs }, context.ctx.env.toObject()]).toEqual([
    { epochs: 2 },
    { load: { rows: 3 }, fit: { loss: 1 } },
    { A: 'b' },
  ]);
  expect(logger.events.map(({ type }) => type)).toEqual(['message', 'progress']);
});
