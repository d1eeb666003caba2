/** Guide: Testing Actions. */
import { BaseAction, LocalExecutor, NoOpLogger, PluginEnvironment, RuntimeContext } from 'actionsmith';
import { testAction } from 'actionsmith/testing';
import { expect, test } from 'vitest';

interface TrainParams {
  readonly epochs: number;
  readonly learning_rate: number;
}

class TrainAction extends BaseAction<TrainParams, { weights_path: string; epochs_completed: number; debug: boolean }> {
  override execute() {
    const debug = this.ctx.env.getBoolean('DEBUG');
    return { weights_path: `/model/${this.ctx.jobId}.pt`, epochs_completed: this.params.epochs, debug };
  }
}

test('an action runs in a test through the local executor', async () => {
  const executor = new LocalExecutor({ env: { DEBUG: 'true' }, jobId: 'test-123', logger: new NoOpLogger() });
  const result = await executor.execute(TrainAction, { epochs: 5, learning_rate: 0.01 });
  expect(result).toEqual({ weights_path: '/model/test-123.pt', epochs_completed: 5, debug: true });
});

test('or alone, with a context made by hand', async () => {
  const ctx = new RuntimeContext({ logger: new NoOpLogger(), env: new PluginEnvironment({ DEBUG: 'no' }), jobId: 'x' });
  expect(await new TrainAction({ epochs: 1, learning_rate: 0.1 }, ctx).run()).toMatchObject({ debug: false, weights_path: '/model/x.pt' });
});

test('or by the testing kit, which keeps what it did', async () => {
  const run = await testAction(TrainAction, { epochs: 5, learning_rate: 0.01 }, { env: { DEBUG: 'true' }, jobId: 'test-123' });
  expect(run.succeeded()).toMatchObject({ epochs_completed: 5, debug: true });
  expect(run.events.map(({ type }) => type)).toEqual(['started', 'result']);
});
