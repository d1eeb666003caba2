import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEmbeddedBackend } from 'actionsmith/backend';
import {
  BaseServeDeployment,
  type BindOptions,
  type ModelInfo,
  type ServeApp,
  ServeProblem,
  type ServeRequest,
  signModelToken,
} from 'actionsmith/serve';
import { expect, onTestFinished, test } from 'vitest';
import { PluginEnvironment } from '../../../runtime/context/plugin-environment.ts';
import type { ServeDeploymentClass } from '../../../runtime/serve/base-serve-deployment.ts';
import type { BatchLimits } from '../../../runtime/serve/http/batcher.ts';
import { startReplica } from '../../../runtime/serve/worker/start-replica.ts';
import { backendPart } from '../../../runtime/ray/bundle/backend-part.ts';
import { serveBackend } from '../../support/serve-backend.ts';
import { storeModel } from '../../support/store-model.ts';
import { makeFolder } from '../../support/make-plugin.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly json: () => unknown;
}

type Ask = (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>;

/** A replica of the class in this process, at a socket, as the worker starts it. */
async function serveHere(
  deployment: unknown,
  bound: BindOptions = {},
  {
    batch,
    env = {},
    folder = makeFolder(),
  }: { readonly batch?: BatchLimits; readonly env?: Record<string, string>; readonly folder?: string } = {},
): Promise<Ask> {
  const socket = join(makeFolder(), 'replica');
  const bundled = { plugin: 'p', name: 'serve', contractHash: 'h', resultValidation: 'strict' } as const;
  const file = { protocol: 1, plugin: 'p', action: 'serve', contractHash: 'h', env: {}, bound, ...(batch && { batch }) } as const;
  const replica = await startReplica({ deployment: deployment as ServeDeploymentClass, bundled, file, env, folder, socket });
  onTestFinished(() => replica.close());
  return (method, path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const sent = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      const asked = request({ socketPath: socket, method, path, agent: false, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: () => JSON.parse(text) as unknown });
        });
      });
      asked.on('error', reject);
      asked.end(sent);
    });
}

/** A backend that serves models of these names, and their ids. */
async function modelsIn(folder: string, names: readonly string[]): Promise<{ readonly url: string; readonly models: number[] }> {
  const backend = await openEmbeddedBackend(join(folder, 'backend'));
  const models: number[] = [];
  for (const name of names) models.push((await storeModel(backend, name, { 'model.txt': name })).id);
  await backend.close();
  const { url, stop } = await serveBackend(join(folder, 'backend'));
  onTestFinished(() => void stop());
  return { url, models };
}

interface Inputs {
  readonly inputs: readonly number[];
}

class Doubler extends BaseServeDeployment<{ readonly factor: number }> {
  readonly batches: number[] = [];

  override _getModel(): { readonly factor: number } {
    return { factor: 2 };
  }

  override async infer(inputs: readonly number[]): Promise<number[]> {
    this.batches.push(inputs.length);
    return inputs.map((input) => input * 2);
  }

  override routes(app: ServeApp): void {
    app.post('/predict', async ({ body }: ServeRequest<Inputs>) => ({ results: await this.inferBatch(body.inputs) }));
    app.get('/batches', () => this.batches);
    app.get('/words/:word', ({ params, query }) => ({ word: params['word'], times: query.get('times') }));
    app.get('/stream', async function* () {
      yield { step: 1 };
      yield { step: 2 };
    });
    app.get('/teapot', () => {
      throw new ServeProblem(418, 'it is a teapot', { code: 'TEAPOT' });
    });
    app.get('/broken', () => {
      throw new Error('the password is hunter2-hunter2');
    });
    app.post('/slow', async ({ body }: ServeRequest<{ readonly ms: number }>) => (await sleep(body.ms), { waited: body.ms }), {
      deadlineSeconds: 0.05,
    });
  }
}

test('routes answer JSON, params of the path, streams as lines, and failures as problems without a secret', async () => {
  const ask = await serveHere(Doubler, {}, { env: { API_PASSWORD: 'hunter2-hunter2' } });
  expect(await ask('POST', '/predict', { inputs: [1, 2] })).toMatchObject({ status: 200, text: '{"results":[2,4]}' });
  expect((await ask('GET', '/words/hey?times=3')).json()).toEqual({ word: 'hey', times: '3' });
  expect(await ask('GET', '/stream')).toMatchObject({
    text: '{"step":1}\n{"step":2}\n',
    headers: { 'content-type': 'application/x-ndjson' },
  });
  expect(await ask('GET', '/teapot')).toMatchObject({ status: 418, text: '{"title":"it is a teapot","status":418,"code":"TEAPOT"}' });
  expect(await ask('GET', '/broken')).toMatchObject({ status: 500, text: expect.not.stringContaining('hunter2') });
  expect(await ask('POST', '/predict', '{')).toMatchObject({ status: 400 });
  expect(await ask('GET', '/predict')).toMatchObject({ status: 405, text: expect.stringContaining('/predict takes POST') });
  expect(await ask('GET', '/nothing')).toMatchObject({ status: 404 });
  expect((await ask('GET', '/-/healthz')).json()).toEqual({ status: 'ok' });
});

test('inputs of several requests are inferred together, and each gets its own results', async () => {
  const ask = await serveHere(Doubler, {}, { batch: { maxBatchSize: 4, waitMs: 5_000 } });
  const answers = await Promise.all([1, 2, 3, 4].map((input) => ask('POST', '/predict', { inputs: [input] })));
  expect(answers.map(({ text }) => text)).toEqual(['{"results":[2]}', '{"results":[4]}', '{"results":[6]}', '{"results":[8]}']);
  expect((await ask('GET', '/batches')).json()).toEqual([4]);
});

test('an answer that takes longer than its deadline is asked for by a ticket, once', async () => {
  const ask = await serveHere(Doubler);
  expect((await ask('POST', '/slow', { ms: 0 })).json()).toEqual({ waited: 0 });
  const late = await ask('POST', '/slow', { ms: 300 });
  expect(late).toMatchObject({ status: 202, headers: { location: expect.stringMatching(/^\/-\/tickets\/[0-9a-f]{32}$/) } });
  const ticket = String(late.headers['location']);
  await expect.poll(async () => (await ask('GET', ticket)).text, { timeout: 20_000 }).toBe('{"waited":300}');
  expect(await ask('GET', ticket)).toMatchObject({ status: 404 });
});

test('what a contract says of a route is checked at the boundary: 422 with every issue, and 500 for an answer that it does not allow', async () => {
  const check = {
    name: 'Body',
    check: (value: unknown) =>
      typeof (value as { readonly n?: unknown } | undefined)?.n === 'number'
        ? { ok: true, value }
        : { ok: false, issues: [{ path: ['n'], message: 'must be a number' }] },
  };
  class Checked extends BaseServeDeployment {
    static override readonly routeChecks = { 'POST /n': { request: check, response: check } } as never;
    override _getModel(): unknown {
      return undefined;
    }
    override infer(inputs: readonly unknown[]): readonly unknown[] {
      return inputs;
    }
    override routes(app: ServeApp): void {
      app.post('/n', ({ body }: ServeRequest<{ readonly n: number }>) => (body.n === 0 ? {} : body));
    }
  }
  const ask = await serveHere(Checked);
  expect((await ask('POST', '/n', { n: 1 })).json()).toEqual({ n: 1 });
  expect((await ask('POST', '/n', { n: 'x' })).json()).toEqual({
    title: 'the request is not what POST /n takes',
    status: 422,
    code: 'REQUEST_INVALID',
    issues: [{ path: ['n'], message: 'must be a number' }],
  });
  expect(await ask('POST', '/n', { n: 0 })).toMatchObject({ status: 500, text: expect.stringContaining('RESPONSE_INVALID') });
  class Unnamed extends Checked {
    override routes(): void {}
  }
  await expect(serveHere(Unnamed)).rejects.toMatchObject({ code: 'ROUTE_MISSING', message: expect.stringContaining('POST /n') });
});

test('each request gets the model of its token, loaded once from the backend for all who ask; without a token it gets nothing', async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'bundle'));
  writeFileSync(join(folder, 'bundle/backend.mjs'), await backendPart());
  const { url, models } = await modelsIn(folder, ['one', 'two']);
  const loads: number[] = [];
  class Reader extends BaseServeDeployment<{ readonly name: string }> {
    override _getModel({ id, name }: ModelInfo): { readonly name: string } {
      loads.push(id!);
      return { name };
    }
    override infer(inputs: readonly unknown[]): readonly unknown[] {
      return inputs;
    }
    override routes(app: ServeApp): void {
      app.get('/name', async () => (await this.getModel()).name);
    }
  }
  const SECRET = 'a secret of at least thirty-two bytes';
  const env = { SECRET, XDG_CACHE_HOME: join(folder, 'cache') };
  const tokens = { algorithm: 'HS256', key: 'env:SECRET', audience: 'reader' } as const;
  const ask = await serveHere(Reader, { backendUrl: url, tokens }, { env, folder: join(folder, 'bundle') });
  const sign = (model: number): Promise<string> => signModelToken({ ...tokens, model, expiresInSeconds: 60 }, new PluginEnvironment(env));
  const bearers = await Promise.all(models.map(async (model) => ({ authorization: `Bearer ${await sign(model)}` })));
  const asked = Array.from({ length: 20 }, (_, index) => ask('GET', '/name', undefined, bearers[index % 2]));
  expect((await Promise.all(asked)).map(({ text }) => text)).toEqual(
    Array.from({ length: 20 }, (_, index) => (index % 2 ? '"two"' : '"one"')),
  );
  expect(loads.toSorted()).toEqual(models);
  expect(await ask('GET', '/name')).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
  expect(await ask('GET', '/name', undefined, { authorization: 'Bearer x.y.z' })).toMatchObject({
    status: 401,
    text: expect.stringContaining('TOKEN_REFUSED'),
  });
  const missing = { authorization: `Bearer ${await sign(999)}` };
  expect(await ask('GET', '/name', undefined, missing)).toMatchObject({ status: 404 });
});
