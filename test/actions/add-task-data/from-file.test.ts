import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BaseStep, LocalExecutor, type RunEvent, type StepRegistry } from 'actionsmith';
import {
  AddTaskDataAction,
  type AddTaskDataContext,
  type AddTaskDataParamsInput,
  type AddTaskDataResult,
  type AnnotationRow,
} from 'actionsmith/actions/add-task-data';
import { type Backend, openEmbeddedBackend } from 'actionsmith/backend';
import { expect, onTestFinished, test } from 'vitest';
import { boxOf, makeTasks } from '../../support/make-tasks.ts';
import { makeFolder } from '../../support/make-plugin.ts';
import { recordEvents } from '../../support/record-events.ts';

type Params = AddTaskDataParamsInput;
class AddTaskData extends AddTaskDataAction<Params> {}

interface Place {
  readonly folder: string;
  readonly client: Backend;
  readonly events: RunEvent[];
  /** Writes a file, and gives its path. */
  file(name: string, text: string): string;
  run(params: Params, action?: typeof AddTaskData, backend?: Backend): Promise<AddTaskDataResult>;
  dataOf(id: number): Promise<unknown>;
}

async function setUp(): Promise<Place> {
  const folder = makeFolder();
  const client = await openEmbeddedBackend(join(folder, 'backend'));
  onTestFinished(() => client.close());
  const { logger, events } = recordEvents();
  const env = { XDG_STATE_HOME: join(folder, 'state') };
  return {
    folder,
    client,
    events,
    file: (name, text) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    run: (params, action = AddTaskData, backend = client) => new LocalExecutor({ client: backend, env, logger }).execute(action, params),
    dataOf: async (id) => (await client.tasks.get(id)).data ?? null,
  };
}

const lines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const csv = (rows: readonly (readonly [string, string, unknown])[]): string =>
  ['task_id,file,data', ...rows.map(([id, file, data]) => `${id},${file},"${JSON.stringify(data).replaceAll('"', '""')}"`)].join('\r\n');

test('rows of JSON, JSONL and CSV say the same: by the id of a task, or the name of its file', async () => {
  const { folder, client, file, run, dataOf } = await setUp();
  const [cat, dog] = [boxOf('cat'), boxOf('dog')];
  const formats: Record<string, (first: number) => string> = {
    'a.json': (first) =>
      JSON.stringify(
        [
          { task_id: first, data: cat },
          { file: 'dog.png', data: dog },
        ],
        null,
        2,
      ),
    'a.jsonl': (first) =>
      `\uFEFF${lines([
        { task_id: first, data: cat },
        { file: 'photos/dog.png', data: dog },
      ])}\n`,
    'a.csv': (first) =>
      csv([
        [String(first), '', cat],
        ['', './photos/dog.png', dog],
      ]),
  };
  for (const [name, text] of Object.entries(formats)) {
    const { project, tasks } = await makeTasks(client, folder, ['photos/cat.png', 'photos/dog.png', 'photos/cow.png']);
    const result = await run({ project, file_path: file(name, text(tasks[0]!)) });
    expect(result, name).toMatchObject({
      status: 'SUCCEEDED',
      message: '2 of 3 tasks are annotated; for 1 there was no row',
      total_tasks: 3,
      success_count: 2,
      failed_count: 0,
      unmatched_count: 1,
      unmatched_tasks: [tasks[2]],
      rows: { total: 2, matched: 2, unmatched: 0, failed: 0 },
    });
    expect(await Promise.all(tasks.map(dataOf)), name).toEqual([cat, dog, null]);
  }
});

test('what is wrong with a row is told with its place, the rest goes on, and the counts add up', async () => {
  const { folder, client, file, run, dataOf } = await setUp();
  const { project, tasks } = await makeTasks(client, folder, ['a.png', 'b.png', 'c.png', 'x/twin.png', 'y/twin.png']);
  const [a, b, c] = tasks as [number, number, number];
  const rows = [
    JSON.stringify({ task_id: a, data: boxOf('cat') }),
    JSON.stringify({ task_id: b, data: { images: [{ bounding_bx: [{ id: 'a', classification: 'cat', data: [0, 0, 1, 1] }] }] } }),
    '{"task_id": 3, "data": {"ima',
    JSON.stringify({ data: boxOf('cat') }),
    JSON.stringify({ task_id: 'seven', data: {} }),
    JSON.stringify({ file: '../../etc/passwd', data: {} }),
    JSON.stringify({ file: 'none.png', data: {} }),
    JSON.stringify({ file: 'twin.png', data: {} }),
    JSON.stringify({ file: 'a.png', data: boxOf('dog') }),
    JSON.stringify({ task_id: c, data: { images: [{ bounding_box: [{ id: 'a', classification: 'cat', data: [0, 0] }] }] } }),
    JSON.stringify({ task_id: 4_000, data: {} }),
  ];
  const { report_path: report, message, ...result } = await run({ project, file_path: file('rows.jsonl', `${rows.join('\n')}\n`) });
  expect(message).toBe('1 of 5 tasks are annotated; 2 failed; for 2 there was no row; 3 rows are for no task; 5 rows cannot be read');
  expect(result).toEqual({
    status: 'PARTIAL',
    method: 'file',
    total_tasks: 5,
    success_count: 1,
    unchanged_count: 0,
    failed_count: 2,
    unmatched_count: 2,
    failures: [
      { task_id: b, row: 'line 2', error: 'there is no annotation tool "bounding_bx"; did you mean "bounding_box"?' },
      { task_id: c, row: 'line 10', error: 'bounding_box[0]: data is no [x, y, width, height]' },
    ],
    unmatched_tasks: tasks.slice(3),
    rows: { total: 11, matched: 3, unmatched: 3, failed: 5 },
    row_problems: [
      { row: 'line 3', error: expect.stringMatching(/^it is no JSON: /) },
      { row: 'line 4', error: 'it names no task: give it task_id, or file' },
      { row: 'line 5', error: 'task_id is no id of a task (got "seven")' },
      { row: 'line 6', error: 'file leads out of its folder (got "../../etc/passwd")' },
      { row: 'line 7', error: 'no task of this run has a file "none.png"' },
      { row: 'line 8', error: 'more than one task has a file "twin.png": name it by task_id' },
      { row: 'line 9', error: `task ${a} has its annotations from line 1` },
      { row: 'line 11', error: 'task 4000 is not among those of this run' },
    ],
  });
  expect(readFileSync(report!, 'utf8').trim().split('\n')).toHaveLength(5 + 8);
  expect(await Promise.all(tasks.map(dataOf))).toEqual([boxOf('cat'), null, null, null, null]);
});

test('a file that ends in the middle has its rows up to there, and what is behind is said to be missing', async () => {
  const { folder, client, file, run, dataOf } = await setUp();
  const text = JSON.stringify([
    { file: 'a.png', data: boxOf('cat') },
    { file: 'b.png', data: boxOf('dog') },
  ]);
  const cases: Record<string, readonly [text: string, problem: string]> = {
    'cut.json': [text.slice(0, -20), 'the file ends in the middle of its JSON; what is behind it was not read'],
    'bad.json': [text.replace('},{', '} {'), 'it is no JSON: '],
    'cut.jsonl': [`${JSON.stringify({ file: 'a.png', data: boxOf('cat') })}\n{"file": "b.png", "da`, 'it is no JSON: '],
    'cut.csv': [
      csv([
        ['', 'a.png', boxOf('cat')],
        ['', 'b.png', boxOf('dog')],
      ]).slice(0, -20),
      'it is no CSV: ',
    ],
    'odd.csv': [`${csv([['', 'a.png', boxOf('cat')]])}\n1,2,3,4,5\n`, 'it is no CSV: '],
  };
  for (const [name, [content, problem]] of Object.entries(cases)) {
    const { project, tasks } = await makeTasks(client, folder, ['a.png', 'b.png']);
    const result = await run({ project, file_path: file(name, content) });
    expect(result, name).toMatchObject({
      status: 'PARTIAL',
      success_count: 1,
      unmatched_count: 1,
      rows: { total: 2, matched: 1, failed: 1 },
    });
    expect(result.row_problems, name).toEqual([{ row: expect.stringMatching(/^(row|line) 2$/), error: expect.stringContaining(problem) }]);
    expect(await Promise.all(tasks.map(dataOf)), name).toEqual([boxOf('cat'), null]);
  }
});

test('a run that annotates nothing fails, and its error has the result', async () => {
  const { folder, client, file, run } = await setUp();
  const { project, tasks } = await makeTasks(client, folder, ['a.png']);
  const bad = { project, file_path: file('bad.jsonl', lines([{ task_id: tasks[0], data: { images: 'none' } }])) };
  const failed = await run(bad).catch((error: unknown) => error);
  expect(failed).toMatchObject({
    name: 'StepError',
    step: 'annotate_task_data',
    cause: {
      code: 'NO_TASK_ANNOTATED',
      message: 'none of 1 tasks was annotated: data has neither `images`, as dm_v2 has, nor `annotations`, as dm_v1 has',
      details: { result: { status: 'FAILED', total_tasks: 1, success_count: 0, failed_count: 1 } },
    },
  });
});

test('what cannot begin says why before anything is written', async () => {
  const { folder, client, file, run } = await setUp();
  const { project } = await makeTasks(client, folder, ['a.png']);
  const cases: readonly (readonly [Params, string])[] = [
    [{ project }, 'the params name no annotations: give file_path, or target_specification_name'],
    [{ project, file_path: join(folder, 'none.json') }, 'there is no such file or folder'],
    [{ project, file_path: folder }, 'it is no file'],
    [{ project, file_path: file('empty.json', '') }, 'it is empty'],
    [{ project, file_path: file('rows.xml', '<rows/>') }, 'annotations are read from .json, .jsonl, .ndjson, .csv'],
    [{ file_path: file('rows.json', '[]') }, 'the params name no tasks: give task_ids, or a project'],
    [{ project: project + 1_000, file_path: file('rows.json', '[]') }, 'has no such tasks'],
    [{ project, task_filters: { tags: { a: 1 } }, file_path: file('rows.json', '[]') }, 'the filter "tags" of task_filters must be'],
    [{ project, file_path: file('object.json', '{"task_id": 1}') }, 'the file must be an array of rows'],
  ];
  for (const [params, message] of cases) await expect(run(params), message).rejects.toThrow(message);
});

test('only the tasks that are named are touched, and one that is not there fails alone', async () => {
  const { folder, client, file, run, dataOf } = await setUp();
  const { project, tasks } = await makeTasks(client, folder, ['a.png', 'b.png']);
  const other = await makeTasks(client, folder, ['other.png']);
  const rows = [...tasks, ...other.tasks].map((id) => ({ task_id: id, data: boxOf('cat') }));
  const result = await run({
    project,
    task_ids: [tasks[0]!, tasks[0]!, other.tasks[0]!, 9_999],
    file_path: file('rows.jsonl', lines(rows)),
    batch_size: 4,
  });
  expect(result).toMatchObject({
    status: 'PARTIAL',
    total_tasks: 3,
    success_count: 1,
    failed_count: 2,
    rows: { total: 3, matched: 1, unmatched: 2 },
  });
  expect(result.failures).toEqual([
    { task_id: other.tasks[0], error: `task ${other.tasks[0]} is of project ${other.project}, and not of ${project}` },
    { task_id: 9_999, error: expect.stringContaining('9999') },
  ]);
  expect(await Promise.all([...tasks, ...other.tasks].map(dataOf))).toEqual([boxOf('cat'), null, null]);
});

test('a run that is repeated writes only what is new, however the fields are ordered', async () => {
  const { folder, client, file, run } = await setUp();
  const { project, tasks } = await makeTasks(client, folder, ['a.png', 'b.png']);
  const cat = boxOf('cat');
  await run({ project, file_path: file('first.jsonl', lines([{ task_id: tasks[0], data: { ...cat, classification: {} } }])) });
  const before = await client.tasks.get(tasks[0]!);
  const rows = [
    { task_id: tasks[0], data: { classification: {}, ...cat } },
    { task_id: tasks[1], data: cat },
  ];
  const again = await run({ project, file_path: file('second.jsonl', lines(rows)) });
  expect(again).toMatchObject({ status: 'SUCCEEDED', success_count: 2, unchanged_count: 1 });
  expect(await client.tasks.get(tasks[0]!)).toEqual(before);
});

test('the author makes annotations of rows of another kind, and what is thrown fails one task', async () => {
  const { folder, client, file, run, dataOf } = await setUp();
  const { project, tasks } = await makeTasks(client, folder, ['a.png', 'b.png']);
  class Labels extends AddTaskData {
    override convertDataFromFile({ label, left, top }: AnnotationRow): unknown {
      if (label === undefined) throw new Error('it has no label');
      return boxOf(String(label), [Number(left), Number(top), 1, 1]);
    }
  }
  const path = file('labels.csv', 'file,label,left,top\na.png,cat,3,4\nb.png,,1,1\n');
  expect(await run({ project, file_path: path }, Labels)).toMatchObject({
    success_count: 1,
    failures: [{ task_id: tasks[1], row: 'row 2', error: 'it has no label' }],
  });
  expect(await dataOf(tasks[0]!)).toEqual(boxOf('cat', [3, 4, 1, 1]));
  await expect(run({ project, file_path: path })).rejects.toThrow('write convertDataFromFile(row, task)');
});

test('annotations may lie beside the files of each task', async () => {
  const { folder, client, file, run, dataOf } = await setUp();
  const { project, tasks } = await makeTasks(client, folder, ['a.png']);
  const { data_collection: collection } = await client.projects.get(project);
  const store = async (text: string): Promise<string> => {
    const { id } = await client.upload(file('upload.json', text), { filename: 'a.json' });
    return (await client.dataFiles.create({ chunked_upload: id })).checksum;
  };
  for (const text of [JSON.stringify(boxOf('cat')), '{"images": [']) {
    const files = { meta: { checksum: await store(text), path: 'meta/a.json' } };
    const unit = await client.dataUnits.create({ data_collection: collection!, files });
    tasks.push((await client.tasks.create({ project, data_unit: unit.id })).id);
  }
  const result = await run({ project, target_specification_name: 'meta' });
  expect(result).toMatchObject({ status: 'PARTIAL', success_count: 1, failed_count: 2 });
  expect(result.failures).toEqual([
    { task_id: tasks[0], error: 'it has no file "meta"' },
    { task_id: tasks[2], error: expect.stringMatching(/^meta\/a\.json is no JSON: /) },
  ]);
  expect(await dataOf(tasks[1]!)).toEqual(boxOf('cat'));
});

test('it reports in its category, and steps of the author stand beside the built-in ones', async () => {
  const { folder, client, file, events, run } = await setUp();
  const { project } = await makeTasks(client, folder, ['a.png', 'b.png', 'c.png', 'd.png']);
  class Count extends BaseStep<AddTaskDataContext<Params>> {
    readonly name = 'count';
    readonly progressWeight = 0.1;
    override execute({ tasks }: AddTaskDataContext<Params>): { readonly count: number } {
      return { count: tasks!.size };
    }
  }
  class WithStep extends AddTaskData {
    static seen: readonly string[] = [];
    override setupSteps(registry: StepRegistry<AddTaskDataContext<Params>>): void {
      void super.setupSteps(registry);
      registry.insertBefore('annotate_task_data', new Count());
      WithStep.seen = registry.list().map(({ name }) => name);
    }
  }
  const rows = ['a', 'b', 'c', 'd'].map((name) => ({ file: `${name}.png`, data: boxOf(name) }));
  await run({ project, file_path: file('rows.jsonl', lines(rows)) }, WithStep);
  expect(WithStep.seen).toEqual(['prepare', 'fetch_tasks', 'count', 'annotate_task_data', 'finalize']);
  const progress = events.flatMap((event) => (event.type === 'progress' && event.category === 'annotate_task_data' ? [event.current] : []));
  expect(progress).toEqual([25, 50, 75, 100]);
  const metrics = events.findLast((event) => event.type === 'metrics' && event.category === 'annotate_task_data');
  expect(metrics).toMatchObject({ values: { success: 4, failed: 0, stand_by: 0 } });
});
