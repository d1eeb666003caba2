/** Guide: Instance Properties and Methods. */
import { BaseAction, LocalExecutor } from 'actionsmith';
import { expect, test } from 'vitest';
import { recordEvents } from '../support/record-events.ts';

class MyAction extends BaseAction<{ some_field: number }, { status: string }> {
  override execute(): { status: string } {
    const value = this.params.some_field;
    expect(this.logger).toBe(this.ctx.logger);
    this.log('event', { data: value });
    this.setProgress(50, 100, 'process');
    this.setMetrics({ accuracy: 0.95 }, 'eval');
    this.autolog('ultralytics');
    return { status: 'done' };
  }
}

test('an action reaches its params, its context and the shortcuts for reporting', async () => {
  const { logger, events } = recordEvents();
  expect(await new LocalExecutor({ logger }).execute(MyAction, { some_field: 7 })).toEqual({ status: 'done' });
  expect(events.slice(1, -1)).toMatchObject([
    { type: 'log', event: 'event', data: { data: 7 } },
    { type: 'progress', current: 50, total: 100, percent: 50, category: 'process' },
    { type: 'metrics', values: { accuracy: 0.95 }, category: 'eval' },
  ]);
});
