import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalExecutor, NoOpLogger } from 'actionsmith';
import { AddTaskDataAction, type AddTaskDataParamsInput } from 'actionsmith/actions/add-task-data';
import { type Backend, openHttpBackend } from 'actionsmith/backend';
import { expect, onTestFinished, test } from 'vitest';
import { generate } from '../../../generator/index.ts';
import { startFaultyBackend } from '../../support/faulty-backend.ts';
import { boxOf, makeTasks } from '../../support/make-tasks.ts';
import { makeFolder, makePlugin, TOOLKIT } from '../../support/make-plugin.ts';
import { runCli } from '../../support/run-cli.ts';
import { serveBackend } from '../../support/serve-backend.ts';

class AddTaskData extends AddTaskDataAction<AddTaskDataParamsInput> {}

interface Place {
  readonly folder: string;
  readonly url: string;
  readonly client: Backend;
  readonly project: number;
  readonly tasks: number[];
  readonly file_path: string;
}

async function setUp(count: number): Promise<Place> {
  const folder = makeFolder();
  const served = await serveBackend(join(folder, 'backend'));
  const client = openHttpBackend({ url: served.url });
  onTestFinished(async () => {
    await client.close();
    await served.stop();
  });
  const names = Array.from({ length: count }, (_, at) => `${at}.png`);
  const { project, tasks } = await makeTasks(client, folder, names);
  const file_path = join(folder, 'rows.jsonl');
  writeFileSync(file_path, tasks.map((task_id) => `${JSON.stringify({ task_id, data: boxOf(`cat ${task_id}`) })}\n`).join(''));
  return { folder, url: served.url, client, project, tasks, file_path };
}

const taskOf = (path: string): number => Number(/tasks\/(\d+)\/annotate_task_data/.exec(path)?.[1]);

test('tasks for which the backend fails or does not answer are told, the others are annotated, and a repeated run does these alone', async () => {
  const { folder, url, client, project, tasks, file_path } = await setUp(8);
  const faults = new Map<number, 'fail' | 'hang'>([
    [tasks[1]!, 'fail'],
    [tasks[4]!, 'hang'],
  ]);
  const written: number[] = [];
  const proxy = await startFaultyBackend(url, (method, path) => {
    const fault = method === 'PUT' ? (faults.get(taskOf(path)) ?? 'pass') : 'pass';
    if (method === 'PUT' && fault === 'pass') written.push(taskOf(path));
    return fault;
  });
  const faulty = openHttpBackend({ url: proxy, timeoutMs: 500, retries: 1 });
  onTestFinished(() => faulty.close());
  const env = { XDG_STATE_HOME: join(folder, 'state') };
  const executor = new LocalExecutor({ client: faulty, env, logger: new NoOpLogger() });
  const params = { project, file_path, batch_size: 4 };
  const result = await executor.execute(AddTaskData, params);
  expect(result).toMatchObject({ status: 'PARTIAL', total_tasks: 8, success_count: 6, failed_count: 2, rows: { total: 8, matched: 8 } });
  expect(result.failures).toEqual([
    { task_id: tasks[1], row: 'line 2', error: expect.stringContaining('500') },
    { task_id: tasks[4], row: 'line 5', error: expect.stringMatching(/\S/) },
  ]);
  faults.clear();
  written.length = 0;
  expect(await executor.execute(AddTaskData, params)).toMatchObject({ status: 'SUCCEEDED', success_count: 8, unchanged_count: 6 });
  expect(written).toEqual([tasks[1], tasks[4]]);
  for (const id of tasks) expect((await client.tasks.get(id)).data).toEqual(boxOf(`cat ${id}`));
});

test('a backend that has gone ends the run soon, and not after a wait for every task', async () => {
  const { folder, url, project, file_path } = await setUp(60);
  let puts = 0;
  const proxy = await startFaultyBackend(url, (method) => (method === 'PUT' && ++puts > 5 ? 'fail' : 'pass'));
  const faulty = openHttpBackend({ url: proxy, retries: 0 });
  onTestFinished(() => faulty.close());
  const executor = new LocalExecutor({ client: faulty, env: { XDG_STATE_HOME: join(folder, 'state') }, logger: new NoOpLogger() });
  await expect(executor.execute(AddTaskData, { project, file_path })).rejects.toMatchObject({
    step: 'annotate_task_data',
    cause: { code: 'BACKEND_GONE', message: expect.stringContaining('the backend has failed 20 times, one task after the other') },
  });
  expect(puts).toBeLessThan(40);
});

test('a run that was killed in the middle is resumed, and no task is written twice', async () => {
  const { folder, url, client, project, tasks, file_path } = await setUp(40);
  const plugin = makePlugin({
    'config.yaml':
      'name: Cats\ncode: cats\nactions:\n  add_task_data: { name: Annotate, params: { $ref: "actionsmith:add-task-data.params" } }\n',
  });
  await generate({ plugin });
  const written: number[] = [];
  const run: { kill?: () => void } = {};
  const proxy = await startFaultyBackend(url, (method, path) => {
    if (method !== 'PUT') return 'pass';
    if (written.length === 15 && run.kill !== undefined) {
      run.kill();
      return 'hang';
    }
    written.push(taskOf(path));
    return 'pass';
  });
  const env = { ...process.env, ACTIONSMITH_BACKEND_URL: proxy, XDG_STATE_HOME: join(folder, 'state') };
  const words = ['run', 'add_task_data', '--plugin', plugin, '--project', String(project), '--file-path', file_path, '--json'];
  const child = spawn(process.execPath, [join(TOOLKIT, 'dist/cli.js'), ...words], { env, stdio: 'ignore' });
  run.kill = () => void child.kill('SIGKILL');
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  delete run.kill;

  const resumed = await runCli(['runs', 'resume', '--plugin', plugin, '--json'], { env });
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(JSON.parse(resumed.stdout)).toMatchObject({ status: 'SUCCEEDED', total_tasks: 40, success_count: 40, unchanged_count: 15 });
  expect(written).toEqual(tasks);
  for (const id of tasks) expect((await client.tasks.get(id)).data).toEqual(boxOf(`cat ${id}`));
  expect(readFileSync(file_path, 'utf8').trim().split('\n')).toHaveLength(40);
}, 120_000);
