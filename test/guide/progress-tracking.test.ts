/** Guide: Progress Tracking. */
import {
  BaseAction,
  BaseExportAction,
  BaseInferenceAction,
  BaseTrainAction,
  DatasetAction,
  LocalExecutor,
  RuntimeContext,
} from 'actionsmith';
import { expect, test } from 'vitest';
import { recordEvents } from '../support/record-events.ts';

class Basic extends BaseAction {
  override execute(): { processed: number } {
    const total = 100;
    for (let i = 0; i < total; i++) this.setProgress(i + 1, total);
    return { processed: total };
  }
}

class MultiPhase extends BaseAction {
  override execute(): { status: string } {
    this.setProgress(0, 100, 'download');
    for (let i = 0; i < 100; i++) this.setProgress(i + 1, 100, 'download');
    this.setProgress(0, 50, 'process');
    for (let i = 0; i < 50; i++) this.setProgress(i + 1, 50, 'process');
    return { status: 'done' };
  }
}

class MyTrainAction extends BaseTrainAction {
  override execute(): void {
    this.setProgress(1, 3, this.progress.DATASET);
    this.setProgress(2, 3, this.progress.TRAIN);
    this.setProgress(3, 3, this.progress.MODEL_UPLOAD);
  }
}

test('basic progress goes from the first item to the last', async () => {
  const { logger, events } = recordEvents();
  expect(await new LocalExecutor({ logger }).execute(Basic, {})).toEqual({ processed: 100 });
  const percents = events.flatMap((event) => (event.type === 'progress' ? [event.percent] : []));
  expect(percents).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
});

test('each phase has its own progress', async () => {
  const { logger, events } = recordEvents();
  await new LocalExecutor({ logger }).execute(MultiPhase, {});
  const last = new Map(events.flatMap((event) => (event.type === 'progress' ? [[event.category, event.percent] as const] : [])));
  expect(Object.fromEntries(last)).toEqual({ download: 100, process: 100 });
});

test('specialised actions give the standard categories their names', async () => {
  const { logger, events } = recordEvents();
  await new LocalExecutor({ logger }).execute(MyTrainAction, {});
  expect(events.flatMap((event) => (event.type === 'progress' ? [event.category] : []))).toEqual(['dataset', 'train', 'model_upload']);
  const ctx = new RuntimeContext();
  expect(new (class extends BaseExportAction {})({}, ctx).progress).toEqual({
    FETCH: 'fetch',
    DATASET_CONVERSION: 'dataset_conversion',
    ORIGINAL_FILE: 'original_file',
    DATA_FILE: 'data_file',
  });
  expect(new (class extends BaseInferenceAction {})({}, ctx).progress).toEqual({
    MODEL_LOAD: 'model_load',
    INFERENCE: 'inference',
    POSTPROCESS: 'postprocess',
  });
  expect(new (class extends DatasetAction<object> {})({}, ctx).progress).toEqual({
    DATASET_DOWNLOAD: 'dataset_download',
    DATASET_CONVERSION: 'dataset_conversion',
  });
});
