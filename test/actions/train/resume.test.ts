import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openHttpBackend } from 'actionsmith/backend';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { startCuttingProxy } from '../../backend/support/cutting-proxy.ts';
import { TOOLKIT } from '../../support/make-plugin.ts';
import { runCli } from '../../support/run-cli.ts';
import { type ServedBackend, serveBackend } from '../../support/serve-backend.ts';

const TOKEN = 'a-token-for-the-tests-of-training';
const place = new TemporaryFolder();
const plugin = join(place.path, 'my-plugin');
const kept = join(place.path, 'kept');
let served: ServedBackend;
beforeAll(async () => {
  served = await serveBackend(join(place.path, 'data'), ['--token', TOKEN]);
  expect(await runCli(['init', plugin, '--template', 'train'])).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await served.stop();
  place.remove();
});

const given = (url: string, token: string): string[] =>
  Object.entries({ ACTIONSMITH_BACKEND_URL: url, ACTIONSMITH_BACKEND_TOKEN: token, ACTIONSMITH_MODELS: kept }).flatMap(([name, value]) => [
    '--env',
    `${name}=${value}`,
  ]);

async function models(): Promise<readonly { readonly id: number; readonly configuration?: unknown }[]> {
  const backend = openHttpBackend({ url: served.url, accessToken: TOKEN });
  const { items } = await backend.models.list();
  await backend.close();
  return items;
}

async function steps(): Promise<string[]> {
  const { stdout } = await runCli(['runs', 'show', '--json', '--plugin', plugin]);
  return (JSON.parse(stdout) as { steps: { step: string; status: string }[] }).steps.map(({ step, status }) => `${step} ${status}`);
}

test('a run whose upload the backend refused keeps its model, says where, and is resumed in the upload', async () => {
  const failed = await runCli(['run', 'train', '--epochs', '3', '--plugin', plugin, ...given(served.url, 'wrong')]);
  expect(failed.code).toBe(1);
  expect(failed.stderr).toMatch(/model "line" was not uploaded: .*; it is kept in .*line\.zip/);
  expect(readdirSync(kept)).toHaveLength(1);
  const resumed = await runCli(['runs', 'resume', '--plugin', plugin, ...given(served.url, TOKEN), '--json']);
  expect({ code: resumed.code, result: JSON.parse(resumed.stdout) }).toMatchObject({ code: 0, result: { epochs_completed: 3 } });
  expect(await steps()).toEqual(['dataset restored', 'train restored', 'model_archive restored', 'model_upload finished']);
  expect(await models()).toMatchObject([{ configuration: { epochs: 3 } }]);
  expect(readdirSync(kept)).toEqual([]);
});

test('a run that is killed in the upload is resumed there, and its model is there once', async () => {
  let child: ChildProcess | undefined;
  const proxy = await startCuttingProxy(Number(new URL(served.url).port), 'up', [{ at: 1, happen: () => void child?.kill('SIGKILL') }]);
  const words = ['run', 'train', '--epochs', '5', '--plugin', plugin, '--quiet', ...given(`http://127.0.0.1:${proxy.port}`, TOKEN)];
  child = spawn(process.execPath, [join(TOOLKIT, 'dist/cli.js'), ...words], { stdio: 'ignore' });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  await proxy.close();
  const resumed = await runCli(['runs', 'resume', '--plugin', plugin, ...given(served.url, TOKEN), '--json', '--quiet']);
  expect({ code: resumed.code, result: JSON.parse(resumed.stdout) }).toMatchObject({ code: 0, result: { epochs_completed: 5 } });
  expect((await steps()).slice(1)).toEqual(['train restored', 'model_archive restored', 'model_upload finished']);
  expect((await models()).map(({ configuration }) => (configuration as { epochs: number }).epochs).toSorted()).toEqual([3, 5]);
});
