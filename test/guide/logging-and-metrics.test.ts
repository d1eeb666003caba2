/** Guide: Logging and Metrics, Context Methods. */
import { BaseAction, ConsoleLogger, LocalExecutor } from 'actionsmith';
import { expect, test } from 'vitest';
import { recordEvents } from '../support/record-events.ts';

class Logging extends BaseAction<{ epochs: number; learning_rate: number }, { status: string }> {
  override execute(): { status: string } {
    this.log('train_start', { epochs: this.params.epochs, learning_rate: this.params.learning_rate });
    this.log('checkpoint_saved', { epoch: 50 }, { file: '/model/ckpt_50.pt' });
    this.log('train_complete', { final_loss: 0.05 });
    return { status: 'done' };
  }
}

class Metrics extends BaseAction<{ epochs: number }, void> {
  override execute(): void {
    for (let epoch = 0; epoch < this.params.epochs; epoch++) this.setMetrics({ loss: 1 - epoch, accuracy: epoch, epoch }, 'train');
  }
}

class ContextMethods extends BaseAction {
  override execute(): void {
    this.ctx.logMessage('Starting training...', { context: 'info' });
    this.ctx.logMessage('Training complete!', { context: 'success' });
    this.ctx.logMessage('Low accuracy detected', { context: 'warning' });
    this.ctx.logDevEvent('Checkpoint saved', { path: '/ckpt/model.pt' });
  }
}

test('events are structured, and may have a file', async () => {
  const { logger, events } = recordEvents();
  await new LocalExecutor({ logger }).execute(Logging, { epochs: 3, learning_rate: 0.1 });
  expect(events.slice(1, -1)).toMatchObject([
    { type: 'log', event: 'train_start', data: { epochs: 3, learning_rate: 0.1 } },
    { type: 'log', event: 'checkpoint_saved', data: { epoch: 50 }, file: '/model/ckpt_50.pt' },
    { type: 'log', event: 'train_complete', data: { final_loss: 0.05 } },
  ]);
});

test('metrics are recorded by category', async () => {
  const { logger, events } = recordEvents();
  await new LocalExecutor({ logger }).execute(Metrics, { epochs: 2 });
  expect(events.slice(1, -1)).toMatchObject([
    { type: 'metrics', category: 'train', values: { loss: 1, accuracy: 0, epoch: 0 } },
    { type: 'metrics', category: 'train', values: { loss: 0, accuracy: 1, epoch: 1 } },
  ]);
});

test('the context has messages for users and events for developers', async () => {
  const { logger, events } = recordEvents();
  await new LocalExecutor({ logger }).execute(ContextMethods, {});
  expect(events.slice(1, -1)).toMatchObject([
    { type: 'message', message: 'Starting training...', context: 'info' },
    { type: 'message', message: 'Training complete!', context: 'success' },
    { type: 'message', message: 'Low accuracy detected', context: 'warning' },
    { type: 'dev_event', message: 'Checkpoint saved', data: { path: '/ckpt/model.pt' } },
  ]);
});

test('a console shows all of it, a line each', async () => {
  let text = '';
  const executor = new LocalExecutor({
    logger: new ConsoleLogger({ stream: { write: (part: string) => (text += part) }, interactive: false }),
  });
  await executor.execute(Logging, { epochs: 3, learning_rate: 0.1 });
  await executor.execute(Metrics, { epochs: 1 });
  await executor.execute(ContextMethods, {});
  expect(text.trimEnd().split('\n')).toEqual([
    'train_start epochs=3 learning_rate=0.1',
    'checkpoint_saved epoch=50 /model/ckpt_50.pt',
    'train_complete final_loss=0.05',
    'train loss=1 accuracy=0 epoch=0',
    'Starting training...',
    'success: Training complete!',
    'warning: Low accuracy detected',
    'debug: Checkpoint saved path=/ckpt/model.pt',
  ]);
});
