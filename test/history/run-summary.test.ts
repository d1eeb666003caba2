import type { RunEvent } from 'actionsmith';
import { describe, expect, test } from 'vitest';
import { RunSummary } from '../../runtime/history/run-summary.ts';

function summarise(...events: readonly RunEvent[]): RunSummary {
  const summary = new RunSummary();
  for (const event of events) summary.add(event);
  return summary;
}

const metrics = (values: Record<string, unknown>, category?: string): RunEvent => ({
  type: 'metrics',
  time: 1,
  values,
  ...(category && { category }),
});

const at = (time: number, status: 'started' | 'failed' | 'finished', attempt: number, more: object = {}): RunEvent => ({
  type: 'step',
  time,
  step: 'train',
  status,
  attempt,
  ...more,
});

describe('a metric', () => {
  test('is one by category and name, and has the last value that it was given', () => {
    const summary = summarise(
      metrics({ loss: 1, note: 'a' }, 'train'),
      metrics({ loss: 2 }, 'test'),
      metrics({ loss: 0.5, note: 'b' }, 'train'),
    );
    expect(summary.metrics).toEqual({ train: { loss: 0.5, note: 'b' }, test: { loss: 2 } });
    expect(summary.series).toEqual([
      { category: 'train', name: 'loss', xs: [1, 2], values: [1, 0.5] },
      { category: 'test', name: 'loss', xs: [1], values: [2] },
    ]);
  });

  test('is drawn over the epoch where the report says it', () => {
    const summary = summarise(metrics({ epoch: 10, loss: 1 }), metrics({ epoch: 20, loss: 2 }), metrics({ epoch: 20, loss: 3 }));
    expect(summary.series).toMatchObject([{ name: 'loss', xs: [10, 20, 21] }]); // the same epoch again does not draw backwards
    expect(summary.metrics).toEqual({ '': { epoch: 20, loss: 3 } });
  });

  test('may have any name', () => {
    const values = JSON.parse('{"__proto__":1,"constructor":2}') as Record<string, unknown>;
    expect(summarise(metrics(values, '__proto__')).series.map(({ name, category }) => [category, name])).toEqual([
      ['__proto__', '__proto__'],
      ['__proto__', 'constructor'],
    ]);
  });
});

test('a step has its attempts, what the failed ones failed of, and how long it took with all of them', () => {
  const error = { name: 'Error', message: 'lost' };
  const summary = summarise(
    at(10, 'started', 1),
    at(20, 'failed', 1, { error }),
    at(30, 'started', 2),
    at(50, 'finished', 2, { durationMs: 40 }),
  );
  expect(summary.steps).toEqual([
    {
      step: 'train',
      status: 'finished',
      durationMs: 40,
      attempts: [
        { startedAt: 10, endedAt: 20, error: 'lost' },
        { startedAt: 30, endedAt: 50 },
      ],
    },
  ]);
});

test('the progress of a run is that of all steps together, else what was reported last', () => {
  const progress = { type: 'progress', time: 1, current: 1, total: 4, percent: 25, category: 'a' } as const;
  expect(summarise(progress).overall).toBe(25);
  expect(summarise({ ...progress, step: 's', overall: 10 }).overall).toBe(10);
  expect(summarise({ ...progress, step: 's' }).overall).toBeUndefined();
});

test('a step whose events are not all there is told as far as they go', () => {
  const summary = summarise(at(30, 'finished', 3), { type: 'step', time: 40, step: 'save', status: 'undone' });
  expect(summary.steps).toEqual([
    { step: 'train', status: 'finished', attempts: [] },
    { step: 'save', status: 'undone', attempts: [], undo: { at: 40 } },
  ]);
});
