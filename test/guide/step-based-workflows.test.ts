/** Guide: Step-Based Workflows. */
import { BaseStep, LocalExecutor, NoOpLogger, type StepRegistry, StepResult, type StepsReport } from 'actionsmith';
import { BaseTrainAction, type TrainContext } from 'actionsmith/actions/train';
import { expect, test } from 'vitest';
import { recordEvents } from '../support/record-events.ts';

interface MyParams {
  readonly dataset: number;
  readonly epochs?: number;
}

type MyContext = TrainContext<MyParams, readonly number[]>;

class LoadDatasetStep extends BaseStep<MyContext, { count: number }> {
  get name(): string {
    return 'load_dataset';
  }
  get progressWeight(): number {
    return 0.2;
  }
  override execute(context: MyContext): StepResult<{ count: number }> {
    context.dataset = Array.from({ length: context.params.dataset }, (_, index) => index);
    return new StepResult({ success: true, data: { count: context.dataset.length } });
  }
}

class TrainStep extends BaseStep<MyContext> {
  readonly name = 'train';
  readonly progressWeight = 0.7;
  override execute(context: MyContext): StepResult {
    const { epochs = 100 } = context.params;
    for (let epoch = 0; epoch < epochs; epoch++) context.setProgress(epoch + 1, epochs);
    return new StepResult({ success: (context.dataset ?? []).length > 0, error: 'the dataset is empty' });
  }
}

class MyTrainAction extends BaseTrainAction<MyParams, StepsReport> {
  override setupSteps(registry: StepRegistry<MyContext>): void {
    registry.register(new LoadDatasetStep());
    registry.register(new TrainStep());
  }
  override execute(): never {
    return expect.unreachable('steps replace execute()');
  }
}

test('registered steps replace execute(), share a context, and the run’s result is the orchestrator’s', async () => {
  const result = await new LocalExecutor({ logger: new NoOpLogger() }).execute(MyTrainAction, { dataset: 3, epochs: 2 });
  expect(result).toMatchObject({
    success: true,
    stepsExecuted: 2,
    stepsTotal: 2,
    steps: [
      { name: 'load_dataset', status: 'finished', output: { count: 3 } },
      { name: 'train', status: 'finished' },
    ],
  });
});

test('a step’s progress is named after it, and all steps together reach 100', async () => {
  const { logger, events } = recordEvents();
  await new LocalExecutor({ logger }).execute(MyTrainAction, { dataset: 3, epochs: 2 });
  expect(events.flatMap((event) => (event.type === 'progress' ? [[event.category, event.percent, event.overall]] : []))).toEqual([
    ['train', 50, 61.11],
    ['train', 100, 100],
  ]);
});

test('a step that reports no success fails the run', async () => {
  const failure = new LocalExecutor({ logger: new NoOpLogger() }).execute(MyTrainAction, { dataset: 0, epochs: 1 });
  await expect(failure).rejects.toMatchObject({ name: 'StepError', step: 'train', message: 'step "train" failed: the dataset is empty' });
});

test('execution flow: without registered steps, execute() runs', async () => {
  class Plain extends BaseTrainAction<MyParams, string> {
    override setupSteps(): void {}
    override execute(): string {
      return 'executed';
    }
  }
  expect(await new LocalExecutor({ logger: new NoOpLogger() }).execute(Plain, { dataset: 1 })).toBe('executed');
});
