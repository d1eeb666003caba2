import { LocalExecutor } from 'actionsmith';
import { BaseTrainAction, trainProgress } from 'actionsmith/actions/train';
import { expect, expectTypeOf, test } from 'vitest';
import * as categories from '../../runtime/actions/progress.ts';
import { recordEvents } from '../support/record-events.ts';

class EvaluatingTrain extends BaseTrainAction {
  override readonly progress = { ...trainProgress, EVAL: 'eval' } as const;
  override execute(): void {
    expectTypeOf(this.progress.EVAL).toEqualTypeOf<'eval'>();
    this.setProgress(1, 1, this.progress.TRAIN);
    this.setProgress(1, 1, this.progress.EVAL);
    // @ts-expect-error no such category
    expect(this.progress.TEST).toBeUndefined();
  }
}

test('an author adds categories of his own to the standard ones', async () => {
  const { logger, events } = recordEvents();
  await new LocalExecutor({ logger }).execute(EvaluatingTrain, {});
  expect(events.flatMap((event) => (event.type === 'progress' ? [event.category] : []))).toEqual(['train', 'eval']);
});

test('a standard category may not be renamed: it would be another one for who watches', () => {
  class Renamed extends BaseTrainAction {
    // @ts-expect-error TRAIN is 'train'
    override readonly progress = { ...trainProgress, TRAIN: 'training' } as const;
  }
  expect(Renamed.name).toBe('Renamed');
});

test('every category is its name in small letters', () => {
  for (const [base, names] of Object.entries(categories))
    expect([base, Object.values(names)]).toEqual([base, Object.keys(names).map((name) => name.toLowerCase())]);
});
