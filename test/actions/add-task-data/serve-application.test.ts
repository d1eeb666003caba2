import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { LocalExecutor, NoOpLogger } from 'actionsmith';
import {
  AddTaskDataAction,
  type AddTaskDataParamsInput,
  type AddTaskDataResult,
  type TaskWithFiles,
} from 'actionsmith/actions/add-task-data';
import { type Backend, openEmbeddedBackend } from 'actionsmith/backend';
import { expect, onTestFinished, test } from 'vitest';
import { boxOf, makeTasks } from '../../support/make-tasks.ts';
import { makeFolder } from '../../support/make-plugin.ts';

interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly path: string;
  readonly body: { readonly inputs: readonly { readonly task_id: number; readonly files: object }[]; readonly [field: string]: unknown };
}

type Answer = readonly [status: number, body: unknown];

/** A service on this machine that answers as it is told; it ends with the test. */
async function serve(answer: (asked: Asked) => Answer): Promise<{ readonly url: string; readonly asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const one = { headers: request.headers, path: request.url!, body: JSON.parse(Buffer.concat(chunks).toString()) as Asked['body'] };
      asked.push(one);
      const [status, body] = answer(one);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/shapes`, asked };
}

class AddTaskData extends AddTaskDataAction<AddTaskDataParamsInput> {}

async function setUp(names: readonly string[]): Promise<{
  readonly client: Backend;
  readonly project: number;
  readonly tasks: number[];
  run(params?: AddTaskDataParamsInput, action?: typeof AddTaskData): Promise<AddTaskDataResult>;
  deploy(data: Record<string, unknown>, status?: string): Promise<void>;
}> {
  const folder = makeFolder();
  const client = await openEmbeddedBackend(join(folder, 'backend'));
  onTestFinished(() => client.close());
  const { project, tasks } = await makeTasks(client, folder, names);
  await client.jobs.create({ id: 'deployed' });
  const env = { XDG_STATE_HOME: join(folder, 'state') };
  const executor = new LocalExecutor({ client, env, secrets: { SERVE_TOKEN: 'swordfish' }, logger: new NoOpLogger() });
  return {
    client,
    project,
    tasks,
    run: (params = {}, action = AddTaskData) => executor.execute(action, { project, method: 'inference', ...params }),
    deploy: async (data, status = 'RUNNING') => {
      await client.serveApplications.create({ job: 'deployed', name: 'shapes', status, data });
    },
  };
}

const resultsOf = ({ body }: Asked): unknown => ({ results: body.inputs.map(({ task_id: id }) => ({ data: boxOf(`cat ${id}`) })) });

test('a service that runs is asked in batches, with the token and the params, and asked again where it is busy', async () => {
  const { client, tasks, run, deploy } = await setUp(['a.png', 'b.png', 'c.png']);
  let isBusy = true;
  const { url, asked } = await serve((one) => {
    const answer: Answer = isBusy ? [503, {}] : [200, resultsOf(one)];
    isBusy = false;
    return answer;
  });
  await deploy({ url: 'http://127.0.0.1:1' }, 'STOPPED');
  await deploy({ url });
  const result = await run({ batch_size: 2, model_id: 7, pre_processor_params: { threshold: 0.4 } });
  expect(result).toMatchObject({ status: 'SUCCEEDED', total_tasks: 3, success_count: 3 });
  expect((await client.tasks.get(tasks[2]!)).data).toEqual(boxOf(`cat ${tasks[2]}`));
  expect(asked.map(({ body }) => body.inputs.map((input) => input.task_id))).toEqual([
    tasks.slice(0, 2),
    tasks.slice(0, 2),
    tasks.slice(2),
  ]);
  expect(asked[0]).toMatchObject({
    path: '/shapes/predict',
    headers: { authorization: 'Bearer swordfish' },
    body: { threshold: 0.4, model_id: 7, inputs: [{ files: { image_1: { path: 'a.png', url: expect.stringMatching(/^file:/) } } }, {}] },
  });
});

test('one picture that a service cannot take fails its task alone, and so does one that cannot be had', async () => {
  const { tasks, run, deploy } = await setUp(['a.png', 'bad.png', 'c.png', 'gone.png']);
  const { url } = await serve((one) => (one.body.inputs.some((input) => input.task_id === tasks[1]) ? [500, {}] : [200, resultsOf(one)]));
  await deploy({ url });
  class Checking extends AddTaskData {
    override prepareInput(task: TaskWithFiles): unknown {
      if (task.files['image_1']!.path === 'gone.png') throw new Error('gone.png has no bytes');
      return super.prepareInput(task);
    }
  }
  expect(await run({ batch_size: 4 }, Checking)).toMatchObject({
    status: 'PARTIAL',
    success_count: 2,
    failures: [
      { task_id: tasks[1], error: 'shapes did not infer: it answered 500' },
      { task_id: tasks[3], error: 'gone.png has no bytes' },
    ],
  });
});

test('a service that is not there, says not where it is, or answers something else, is one error each', async () => {
  const { run, deploy } = await setUp(['a.png']);
  await expect(run()).rejects.toThrow('no serve application is RUNNING: deploy one');
  const { url } = await serve(() => [200, { predictions: [] }]);
  await deploy({ url });
  await expect(run()).rejects.toThrow('none of 1 tasks was annotated: shapes did not infer: its answer has no list `results`');
  await deploy({});
  await expect(run()).rejects.toThrow('2 serve applications are RUNNING: name the plugin release of one in params.pre_processor');
});
