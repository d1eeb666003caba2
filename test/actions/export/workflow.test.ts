import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BaseStep, LocalExecutor, type StepRegistry } from 'actionsmith';
import {
  BaseExportAction,
  type ConvertedItem,
  type ExportContext,
  type ExportItem,
  type ExportParamsInput,
} from 'actionsmith/actions/export';
import { type Backend, openEmbeddedBackend } from 'actionsmith/backend';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { addTasks, type ExportPlace, filesBelow, makeExportPlace } from '../../support/export-place.ts';
import { recordEvents } from '../../support/record-events.ts';

const data = new TemporaryFolder();
let backend: Backend;
beforeAll(async () => {
  backend = await openEmbeddedBackend(join(data.path, 'backend'));
});
afterAll(async () => {
  await backend.close();
  data.remove();
});

class Export extends BaseExportAction<ExportParamsInput> {
  static override readonly actionName = 'export';
}

type Registry = StepRegistry<ExportContext<ExportParamsInput>>;

async function makePlace(): Promise<ExportPlace> {
  return makeExportPlace(backend, data.path);
}

function paramsFor({ storage, project }: ExportPlace, more: Partial<ExportParamsInput> = {}): ExportParamsInput {
  return { name: 'first', storage, path: 'exports', target: 'task', filter: { project }, ...more };
}

function run(
  action: typeof Export,
  params: ExportParamsInput,
  more: ConstructorParameters<typeof LocalExecutor>[0] = {},
): Promise<unknown> {
  return new LocalExecutor({ client: backend, logger: recordEvents().logger, ...more }).execute(action, params);
}

function readIn(place: ExportPlace, path: string): string {
  return readFileSync(join(place.folder, path), 'utf8');
}

test('an export without a line of its own writes the annotations and the original files of what its filter selects', async () => {
  const place = await makePlace();
  await addTasks(backend, place, [
    { path: 'a/cat.jpg', data: { images: [{ bounding_box: [] }] } },
    { path: 'b/cat.jpg' },
    { path: 'dog.png' },
  ]);
  const { logger, events } = recordEvents();
  const result = await run(Export, paramsFor(place), { logger });
  const files = filesBelow(place.folder);
  expect(files).toEqual([
    'exports/first/json/cat.json',
    'exports/first/json/cat_2.json',
    'exports/first/json/dog.json',
    'exports/first/original_files/cat.jpg',
    'exports/first/original_files/cat_2.jpg',
    'exports/first/original_files/dog.png',
  ]);
  expect(result).toEqual({
    output_path: join(place.folder, 'exports/first'),
    exported_count: 3,
    failed_count: 0,
    skipped_count: 0,
    total_count: 3,
    format: 'json',
    file_size_bytes: 111,
  });
  expect(readIn(place, 'exports/first/json/cat.json')).toBe('{"images":[{"bounding_box":[]}]}');
  expect(readIn(place, 'exports/first/original_files/cat.jpg')).toBe('picture a/cat.jpg');
  const steps = events.flatMap((event) => (event.type === 'step' && event.status !== 'started' ? [`${event.step} ${event.status}`] : []));
  const names = ['initialize', 'fetch_results', 'prepare_export', 'convert_data', 'save_files', 'finalize'];
  expect(steps).toEqual(names.map((name) => `${name} finished`));
  const last = new Map(events.flatMap((event) => (event.type === 'progress' ? [[event.category, event.current]] : [])));
  expect(Object.fromEntries(last)).toEqual({ fetch: 100, dataset_conversion: 100, original_file: 100, data_file: 100 });
  const metrics = events.flatMap((event) => (event.type === 'metrics' && event.category === 'data_file' ? [event.values] : []));
  expect(metrics.at(-1)).toEqual({ stand_by: 0, success: 3, failed: 0 });
});

test('hooks convert each item, one after the other, and leave out what they like', async () => {
  class Converting extends Export {
    override readonly format = 'names';
    override beforeConvert(item: ExportItem): ExportItem | undefined {
      return item.files[0]?.path === 'dog.png' ? undefined : item;
    }
    override convertData(item: ExportItem): ConvertedItem {
      return { ...item, data: `${item.id} is ${item.files[0]?.path}\n`, ending: '.txt' };
    }
    override async saveAdditionalFiles({ output, exportParams }: ExportContext<unknown>): Promise<void> {
      await output?.write('classes.txt', JSON.stringify(exportParams));
    }
  }
  const place = await makePlace();
  await addTasks(backend, place, [{ path: 'cat.jpg' }, { path: 'dog.png' }]);
  const result = await run(Converting, paramsFor(place, { save_original_file: false, extra_params: { scale: 2 } }));
  expect(result).toMatchObject({ exported_count: 1, failed_count: 0, skipped_count: 1, total_count: 2, format: 'names' });
  expect(filesBelow(place.folder)).toEqual(['exports/first/classes.txt', 'exports/first/txt/cat.txt']);
  expect(readIn(place, 'exports/first/txt/cat.txt')).toMatch(/^\d+ is cat\.jpg\n$/);
  expect(JSON.parse(readIn(place, 'exports/first/classes.txt'))).toEqual({
    name: 'first',
    count: 2,
    save_original_file: false,
    scale: 2,
    project: place.project,
    configuration: { classes: ['cat', 'dog'] },
  });
});

test('steps are inserted, replaced and removed by the names of the built-in ones', async () => {
  const seen: unknown[] = [];
  class Count extends BaseStep<ExportContext<ExportParamsInput>> {
    readonly name = 'count';
    readonly progressWeight = 0.1;
    override async execute(context: ExportContext<ExportParamsInput>): Promise<void> {
      for await (const item of context.exportItems ?? []) seen.push(item.files[0]?.path);
    }
  }
  class Inserting extends Export {
    override setupSteps(registry: Registry): void {
      super.setupSteps(registry);
      registry.insertAfter('prepare_export', new Count());
      registry.unregister('convert_data');
    }
  }
  const place = await makePlace();
  await addTasks(backend, place, [{ path: 'cat.jpg' }]);
  await run(Inserting, paramsFor(place));
  expect(seen).toEqual(['cat.jpg']);
  expect(filesBelow(place.folder)).toEqual(['exports/first/json/cat.json', 'exports/first/original_files/cat.jpg']);
});

function without(name: string): typeof Export {
  return class extends Export {
    override setupSteps(registry: Registry): void {
      super.setupSteps(registry);
      registry.unregister(name);
    }
  };
}

test('a step that is missing is said by the one that needs it', async () => {
  const place = await makePlace();
  await expect(run(without('fetch_results'), paramsFor(place))).rejects.toMatchObject({
    step: 'prepare_export',
    message: expect.stringContaining('keep the step fetch_results, or set context.results in one of yours'),
  });
  await expect(run(without('prepare_export'), paramsFor(place))).rejects.toMatchObject({ step: 'convert_data' });
  expect(filesBelow(place.folder)).toEqual([]);
});

test('records of any kind are exported where getFilteredResults gives them, and what is no record is among the errors', async () => {
  class Own extends Export {
    override async getFilteredResults(): Promise<readonly [unknown[], number]> {
      return [[{ data: { label: 'a' } }, 7, { id: 40, data: { label: 'b' }, category: 'validation' }], 3];
    }
  }
  const place = await makePlace();
  expect(await run(Own, paramsFor(place))).toMatchObject({ exported_count: 2, failed_count: 1, total_count: 3 });
  expect(filesBelow(place.folder)).toEqual(['exports/first/errors.jsonl', 'exports/first/json/1.json', 'exports/first/valid/json/40.json']);
  expect(JSON.parse(readIn(place, 'exports/first/errors.jsonl'))).toEqual({
    item: 2,
    phase: 'prepare',
    code: 'NOT_A_RECORD',
    message: 'it is no record of a backend',
  });
});

test('results that can be read once are not read twice: nothing would be exported then, and that called a success', async () => {
  class Once extends Export {
    override async getFilteredResults(filters: Record<string, unknown>): Promise<readonly [AsyncIterable<unknown>, number]> {
      return [this.client.tasks.all(filters as { project: number }), 1];
    }
    override setupSteps(registry: Registry): void {
      super.setupSteps(registry);
      const seen: unknown[] = [];
      class Peek extends BaseStep<ExportContext<ExportParamsInput>> {
        readonly name = 'peek';
        readonly progressWeight = 0;
        override async execute(context: ExportContext<ExportParamsInput>): Promise<void> {
          for await (const item of context.exportItems ?? []) seen.push(item);
        }
      }
      registry.insertAfter('convert_data', new Peek());
    }
  }
  const place = await makePlace();
  await addTasks(backend, place, [{ path: 'cat.jpg' }]);
  await expect(run(Once, paramsFor(place))).rejects.toMatchObject({
    step: 'save_files',
    message: expect.stringContaining('can be read once'),
  });
  expect(filesBelow(place.folder)).toEqual([]);
});

test('an action with an execute() of its own, and no steps, is in the simple mode', async () => {
  class Simple extends BaseExportAction<{ readonly filter: Record<string, unknown> }, { readonly exported: number }> {
    override async execute(): Promise<{ readonly exported: number }> {
      const [results, count] = await this.listTarget('task', this.params.filter);
      let exported = 0;
      for await (const _ of results) this.setProgress(++exported, count, this.progress.DATASET_CONVERSION);
      return { exported };
    }
  }
  const place = await makePlace();
  await addTasks(backend, place, [{ path: 'cat.jpg' }, { path: 'dog.jpg' }]);
  const executor = new LocalExecutor({ client: backend, logger: recordEvents().logger });
  expect(await executor.execute(Simple, { filter: { project: place.project } })).toEqual({ exported: 2 });
});

test.each([
  [{ storage: 999_999 }, 'initialize', 'storage 999999'],
  [{ storage: 'exports' as never }, 'initialize', 'params.storage must be'],
  [{ path: '../elsewhere' }, 'initialize', 'must not have . or .. as a part'],
  [{ filter: {} }, 'fetch_results', 'the filter of an export of target task needs project'],
  [{ filter: { project: 1, status: 'done' } }, 'fetch_results', 'query.status is no filter of this list'],
  [{ filter: { project: 1, page_size: 5 } }, 'fetch_results', 'must not say page_size'],
  [{ target: 'ground_truth' as const }, 'fetch_results', 'needs ground_truth_dataset_version'],
])('params %o are refused with what is wrong', async (more, step, message) => {
  const place = await makePlace();
  await expect(run(Export, paramsFor(place, more))).rejects.toMatchObject({
    step,
    message: expect.stringContaining(message),
    rollbackErrors: [],
  });
  expect(filesBelow(place.folder)).toEqual([]);
});

test('a target that nobody knows is refused with what to do', async () => {
  class Unknown extends BaseExportAction<{ readonly target: string }> {
    override async execute(): Promise<unknown> {
      return this.getFilteredResults({});
    }
  }
  const executor = new LocalExecutor({ client: backend, logger: recordEvents().logger });
  await expect(executor.execute(Unknown, { target: 'asignment' })).rejects.toMatchObject({
    code: 'EXPORT_TARGET_UNKNOWN',
    message:
      'Unknown does not know what to export: let params.target be one of assignment, ground_truth, task (got "asignment"), or write getFilteredResults(filters)',
  });
});

test('an export goes into a folder of its own, and one that fails takes back what it has written and nothing else', async () => {
  const place = await makePlace();
  class Failing extends Export {
    override async saveAdditionalFiles(): Promise<void> {
      writeFileSync(join(place.folder, 'exports/first(1)/json/foreign.json'), 'of somebody else');
      throw new Error('no more');
    }
  }
  await addTasks(backend, place, [{ path: 'cat.jpg' }]);
  mkdirSync(join(place.folder, 'exports/first'), { recursive: true });
  writeFileSync(join(place.folder, 'exports/first/notes.txt'), 'mine');
  await expect(run(Failing, paramsFor(place))).rejects.toMatchObject({ step: 'finalize', rollbackErrors: [] });
  expect(filesBelow(place.folder)).toEqual(['exports/first(1)/json/foreign.json', 'exports/first/notes.txt']);
  await run(Export, paramsFor(place));
  expect(readdirSync(join(place.folder, 'exports')).toSorted()).toEqual(['first', 'first(1)', 'first(2)']);
});

test('exports of one name at once share no folder', async () => {
  const place = await makePlace();
  await addTasks(backend, place, [{ path: 'cat.jpg' }]);
  const results = await Promise.all(Array.from({ length: 6 }, () => run(Export, paramsFor(place))));
  expect(new Set(results.map((result) => (result as { output_path: string }).output_path)).size).toBe(6);
  expect(filesBelow(place.folder)).toHaveLength(12);
});

test('nothing to export is a success that says so', async () => {
  const place = await makePlace();
  const { logger, events } = recordEvents();
  expect(await run(Export, paramsFor(place), { logger })).toMatchObject({ exported_count: 0, total_count: 0 });
  const messages = events.flatMap((event) => (event.type === 'message' ? [event.message] : []));
  expect(messages[0]).toBe('nothing matches the filter: there is nothing to export');
  expect(filesBelow(place.folder)).toEqual([]);
});
