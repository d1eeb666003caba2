import { expect, test } from 'vitest';
import type { CheckpointEvent, RunEvent } from '../../../runtime/logging/run-event.ts';
import { FramedCheckpoints } from '../../../runtime/ray/worker/framed-checkpoints.ts';
import { Redactor } from '../../../runtime/redaction/redactor.ts';

const steps = ['load', 'train'];
const open = (run: { params: unknown; checkpoints?: readonly CheckpointEvent[] }, redactor = new Redactor()) => {
  const events: RunEvent[] = [];
  return { events, store: new FramedCheckpoints({ write: (event) => void events.push(event) }, redactor, run) };
};

test('what one job writes down another one takes over, and writes down again', async () => {
  const first = open({ params: { epochs: 3 } });
  expect(await first.store.load({ steps })).toEqual([]);
  first.store.save({ step: 'load', status: 'finished', output: { rows: 3 } });
  first.store.save({ step: 'train', status: 'finished' });
  first.store.forget('train');
  const second = open({ params: { epochs: 3 }, checkpoints: first.events as CheckpointEvent[] });
  expect(await second.store.load({ steps })).toEqual([{ step: 'load', status: 'finished', output: { rows: 3 } }]);
  expect(second.events).toMatchObject([
    { change: 'opened', steps, params: { epochs: 3 } },
    { change: 'saved', step: 'load', output: { rows: 3 } },
  ]);
  await expect(open({ params: {}, checkpoints: second.events as CheckpointEvent[] }).store.load({ steps: ['load'] })).rejects.toThrow(
    'they were saved by the steps load, train, and this run has load',
  );
});

test('params that hold a secret stay out of the log', async () => {
  const { store, events } = open({ params: { hub: 'a hunter22 b' } }, new Redactor('hunter22'));
  await store.load({ steps });
  expect(events).toMatchObject([{ change: 'opened' }]);
  expect(events[0]).not.toHaveProperty('params');
});
