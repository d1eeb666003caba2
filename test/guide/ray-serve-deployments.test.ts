/** Guide: Specialized Base Actions, BaseServeDeployment; Async Execution Patterns, Ray Serve Deployments. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { generate } from 'actionsmith/generator';
import { type DeployOptions, serve, ServeClient } from 'actionsmith/serve';
import { expect, inject, onTestFinished, test } from 'vitest';
import { makeFolder, writeIn } from '../support/make-plugin.ts';
import { freeServePort } from '../ray/serve/support/serve.ts';

const CONFIG = `
name: Doubler
code: doubler
version: 0.1.0
category: custom
actions:
  serve:
    name: Double numbers
    method: serve
    serve:
      max_ongoing_requests: 100
      graceful_shutdown_timeout_s: 10
      routes:
        POST /predict:
          request: { type: object, required: [inputs], properties: { inputs: { type: array, items: { type: number } } }, additionalProperties: false }
          response: { type: object, required: [results], properties: { results: { type: array, items: { type: number } } } }
`;

const service = (factor: string): string => `import { ServeActionBase, type ServeRoutes } from '../../generated/serve/action.js';
import type { ModelInfo, ServeApp } from 'actionsmith/serve';

interface Model { readonly predict: (input: number) => number }

/** Async inference service with model caching. */
export class ServeAction extends ServeActionBase<Model> {
  override async _getModel(modelInfo: ModelInfo): Promise<Model> {
    return { predict: (input) => input * ${factor} };
  }

  override async infer(inputs: readonly number[]): Promise<number[]> {
    const model = await this.getModel(); // cached, multiplexed loading
    return inputs.map((input) => model.predict(input));
  }

  override routes(app: ServeApp<ServeRoutes>): void {
    app.post('/predict', async ({ body }) => ({ results: await this.infer(body.inputs ?? []) }));
  }
}
`;

test('a service answers on a real cluster; a new version takes over without a failed request, and one that fails leaves it running', async () => {
  const folder = makeFolder();
  for (const [path, text] of Object.entries({
    'config.yaml': CONFIG,
    'package.json': '{ "name": "doubler", "type": "module" }',
    'weights/model.txt': 'weights',
    'src/actions/serve.ts': service('2'),
  }))
    writeIn(folder, path, text);
  await generate({ plugin: folder });
  const client = new ServeClient({ address: inject('rayDashboardUrl') });
  onTestFinished(() => void client.delete('doubler'));
  const options: DeployOptions = {
    rayAddress: client.address,
    workingDir: folder,
    http: { port: await freeServePort() },
    options: { ray_actor_options: { num_cpus: 0.1 } },
    node: 'path',
  };
  const { deployApplication } = await import('../../runtime/serve/deploy/deploy-application.ts');
  const deploy = () => deployApplication({ action: 'serve', options: { model: join(folder, 'weights') } }, options);

  const { name, url } = await deploy();
  expect(name).toBe('doubler');
  const predict = (body: unknown): Promise<Response> =>
    fetch(`${url}/predict`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  expect(await (await predict({ inputs: [1, 2] })).json()).toEqual({ results: [2, 4] });
  const refused = await predict({ inputs: ['x'] });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ issues: [{ path: ['inputs', 0], message: expect.stringContaining('must be a number') }] });
  const { stdout } = await promisify(execFile)(inject('rayCommand').replace(/ray$/, 'serve'), ['status', '--address', client.address]);
  expect(stdout).toMatch(/doubler:\s+status: RUNNING/);

  const over = new AbortController();
  const answers: Record<string, number> = {};
  const callers = Array.from({ length: 20 }, async () => {
    while (!over.signal.aborted) {
      const response = await predict({ inputs: [1] });
      const answer = `${response.status} ${await response.text()}`;
      answers[answer] = (answers[answer] ?? 0) + 1;
      await sleep(50);
    }
  });
  writeIn(folder, 'src/actions/serve.ts', service('3'));
  await deploy();
  over.abort();
  await Promise.all(callers);
  expect(Object.keys(answers).filter((answer) => !/^200 \{"results":\[[23]\]\}$/.test(answer))).toEqual([]);
  expect(await (await predict({ inputs: [1] })).json()).toEqual({ results: [3] });

  writeIn(folder, 'src/actions/serve.ts', `${service('4')}\nthrow new Error('these weights are torn');\n`);
  await expect(deploy()).rejects.toMatchObject({
    code: 'DEPLOY_FAILED',
    message: expect.stringMatching(/these weights are torn[^]*the version before it goes on/),
  });
  expect(await (await predict({ inputs: [1] })).json()).toEqual({ results: [3] });

  expect(await serve.delete('doubler', { address: client.address })).toBe(true);
});
