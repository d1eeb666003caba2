import { Logger, NoOpLogger } from 'actionsmith';
import { afterEach, expect, test, vi } from 'vitest';
import { recordEvents } from '../support/record-events.ts';

afterEach(() => void vi.restoreAllMocks());

test('every call is one event', () => {
  vi.spyOn(Date, 'now').mockReturnValue(1_000);
  const { logger, events } = recordEvents();
  logger.log('checkpoint_saved', { epoch: 50 }, { file: '/model/ckpt_50.pt' });
  logger.logMessage('Starting training...');
  logger.logMessage('Low accuracy detected', { context: 'warning' });
  logger.logDevEvent('Checkpoint saved', { path: '/ckpt/model.pt' });
  logger.setProgress(1, 3, 'train');
  logger.setMetrics({ loss: 0.5 }, 'train');
  expect(events).toEqual([
    { type: 'log', time: 1_000, event: 'checkpoint_saved', data: { epoch: 50 }, file: '/model/ckpt_50.pt' },
    { type: 'message', time: 1_000, message: 'Starting training...', context: 'info' },
    { type: 'message', time: 1_000, message: 'Low accuracy detected', context: 'warning' },
    { type: 'dev_event', time: 1_000, message: 'Checkpoint saved', data: { path: '/ckpt/model.pt' } },
    { type: 'progress', time: 1_000, current: 1, total: 3, percent: 33.33, category: 'train' },
    { type: 'metrics', time: 1_000, values: { loss: 0.5 }, category: 'train' },
  ]);
});

test('what is logged is a snapshot: a change afterwards does not reach the sink', () => {
  const { logger, events } = recordEvents();
  const data = { rows: [1] };
  logger.log('rows', data);
  data.rows.push(2);
  expect(events).toMatchObject([{ data: { rows: [1] } }]);
});

test('nothing to do counts as done, and too much as all', () => {
  const { logger, events } = recordEvents();
  logger.setProgress(0, 0);
  logger.setProgress(7, 5);
  expect(events).toMatchObject([{ percent: 100 }, { percent: 100 }]);
});

test('progress that is no number is refused, also by the logger that reports nothing', () => {
  const logger = new NoOpLogger();
  expect(() => logger.setProgress(Number.NaN, 3)).toThrow('progress must be two numbers of at least 0 (got NaN of 3)');
  expect(() => logger.setProgress(1, -3)).toThrow('progress must be two numbers of at least 0 (got 1 of -3)');
});

test('a sink that fails never fails the run, and is mentioned once', () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const logger = new Logger({
    write() {
      throw new Error('disk full');
    },
  });
  logger.log('a');
  logger.log('b');
  expect(warn.mock.calls).toEqual([['run events are being lost, because their sink failed: Error: disk full']]);
});
