/** Guide: Specialized Base Actions, AddTaskDataAction. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalExecutor, NoOpLogger, runPlugin } from 'actionsmith';
import {
  AddTaskDataAction,
  AddTaskDataMethod,
  AddTaskDataParams,
  type AddTaskDataParamsInput,
  type TaskWithFiles,
} from 'actionsmith/actions/add-task-data';
import { type Backend, openEmbeddedBackend } from 'actionsmith/backend';
import { expect, onTestFinished, test } from 'vitest';
import { generate } from '../../generator/index.ts';
import { boxOf, makeTasks } from '../support/make-tasks.ts';
import { makeFolder, makePlugin } from '../support/make-plugin.ts';
import { recordEvents } from '../support/record-events.ts';
import { storeModel } from '../support/store-model.ts';

interface MyAddTaskDataParams extends AddTaskDataParamsInput {
  readonly task_ids: number[];
}

class MyAddTaskDataAction extends AddTaskDataAction<MyAddTaskDataParams> {
  static override readonly actionName = 'add_task_data';
}

async function setUp(): Promise<{
  readonly folder: string;
  readonly client: Backend;
  readonly env: Record<string, string>;
  readonly tasks: number[];
}> {
  const folder = makeFolder();
  const client = await openEmbeddedBackend(join(folder, 'backend'));
  onTestFinished(() => client.close());
  const { tasks } = await makeTasks(client, folder, ['cat.png', 'dog.png']);
  return { folder, client, env: { XDG_STATE_HOME: join(folder, 'state'), XDG_CACHE_HOME: join(folder, 'cache') }, tasks };
}

function writeRows(folder: string, rows: readonly unknown[]): string {
  writeFileSync(join(folder, 'rows.json'), JSON.stringify(rows));
  return join(folder, 'rows.json');
}

test('FILE: tasks get the annotations of a file, and the progress has its category', async () => {
  const { folder, client, env, tasks } = await setUp();
  const file_path = writeRows(folder, [
    { task_id: tasks[0], data: boxOf('cat') },
    { file: 'dog.png', data: boxOf('dog') },
  ]);
  const { logger, events } = recordEvents();
  const executor = new LocalExecutor({ client, env, logger });
  const result = await executor.execute(MyAddTaskDataAction, { method: AddTaskDataMethod.FILE, task_ids: tasks, file_path });
  expect(result).toMatchObject({ status: 'SUCCEEDED', method: 'file', total_tasks: 2, success_count: 2, failed_count: 0 });
  expect((await client.tasks.get(tasks[1]!)).data).toEqual(boxOf('dog'));
  const categories = events.flatMap((event) => (event.type === 'progress' ? [event.category] : []));
  expect(categories).toContain('annotate_task_data');
});

test('INFERENCE: tasks get what a model says of their files', async () => {
  const { folder, client, env, tasks } = await setUp();
  const model = await storeModel(client, 'labels', { 'label.txt': 'cat' });
  class Inferring extends MyAddTaskDataAction {
    override async prepareInput(task: TaskWithFiles): Promise<string> {
      return this.downloadFile(task, 'image_1', join(folder, `${task.id}.png`));
    }
    override async infer(pictures: readonly unknown[]): Promise<readonly unknown[]> {
      const { path } = await this.loadModel();
      const label = readFileSync(join(path, 'label.txt'), 'utf8');
      return pictures.map((picture) => ({ label, width: readFileSync(picture as string).readUInt32BE(16) }));
    }
    override convertDataFromInference(result: unknown): unknown {
      const { label, width } = result as { readonly label: string; readonly width: number };
      return boxOf(label, [0, 0, width, 1]);
    }
  }
  const executor = new LocalExecutor({ client, env, logger: new NoOpLogger() });
  const result = await executor.execute(Inferring, {
    method: AddTaskDataMethod.INFERENCE,
    task_ids: tasks,
    model_id: model.id,
    batch_size: 2,
  });
  expect(result).toMatchObject({ status: 'SUCCEEDED', method: 'inference', success_count: 2 });
  expect((await client.tasks.get(tasks[0]!)).data).toEqual(boxOf('cat', [0, 0, 1, 1]));
});

test('it runs without a class of its own, and in a contract its class is empty', async () => {
  const { folder, client, env, tasks } = await setUp();
  const options = { client, env, logger: new NoOpLogger() };
  const params = { task_ids: tasks, file_path: writeRows(folder, [{ file: 'cat.png', data: boxOf('cat') }]) };
  expect(await new LocalExecutor(options).execute(AddTaskDataAction, params)).toMatchObject({ success_count: 1, unmatched_count: 1 });
  const plugin = makePlugin({ 'config.yaml': 'name: Cats\ncode: cats\nactions:\n  add_task_data: { name: Annotate }\n' });
  await generate({ plugin });
  const written = readFileSync(join(plugin, 'src/actions/add-task-data.ts'), 'utf8');
  expect(written).toContain('export class AddTaskDataAction extends AddTaskDataActionBase {}');
  expect(await runPlugin(plugin, 'add_task_data', params, options)).toMatchObject({ success_count: 1, unchanged_count: 1 });
});

test('the params are those that the guide names', () => {
  expect(AddTaskDataParams.check({ task_ids: [1], file_path: 'rows.json', model_id: null })).toMatchObject({
    ok: true,
    value: { method: 'file' },
  });
  expect(AddTaskDataParams.check({ task_ids: ['one'] })).toMatchObject({ ok: false });
});
