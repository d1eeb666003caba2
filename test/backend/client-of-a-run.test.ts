import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BaseTrainAction, LocalExecutor, NoOpLogger } from 'actionsmith';
import { openBackendServer, openEmbeddedBackend } from 'actionsmith/backend';
import { generate } from 'actionsmith/generator';
import { expect, test } from 'vitest';
import { makeFolder, makePlugin } from '../support/make-plugin.ts';
import { runCli } from '../support/run-cli.ts';
import { runJobProcess } from '../support/run-job-process.ts';

class Keep extends BaseTrainAction<{ readonly name: string }, { readonly id: number }> {
  override async execute(): Promise<{ readonly id: number }> {
    const upload = await this.client.upload('package.json');
    const { id } = await this.client.models.create({ name: this.params.name, chunked_upload: upload.id });
    const ids: number[] = [];
    for await (const model of this.client.models.all({ name: this.params.name })) ids.push(model.id);
    return { id: ids.includes(id) ? id : 0 };
  }
}

class Idle extends BaseTrainAction<object, { readonly idle: true }> {
  override execute(): { readonly idle: true } {
    return { idle: true };
  }
}

const KEEP = `import { KeepActionBase } from '../../generated/keep/action.js';

export class KeepAction extends KeepActionBase {
  override async execute(): Promise<unknown> {
    const { id, name } = await this.client.models.create({ name: 'from a plugin' });
    return { id, name };
  }
}
`;

async function makeKeeper(): Promise<string> {
  const folder = makePlugin({
    'config.yaml': {
      name: 'Keeper',
      code: 'keeper',
      version: '0.1.0',
      category: 'neural_net',
      actions: { keep: { method: 'job', base: 'train' } },
    },
    'package.json': { name: 'keeper', type: 'module' },
    'src/actions/keep.ts': KEEP,
  });
  expect((await generate({ plugin: folder })).diagnostics).toEqual([]);
  return folder;
}

test('the client of an action is the backend in the folder of its plugin, which is made when it is used', async () => {
  const folder = makeFolder();
  const executor = new LocalExecutor({ logger: new NoOpLogger(), history: folder });
  await executor.execute(Idle, {});
  expect(existsSync(join(folder, '.actionsmith/backend'))).toBe(false);
  expect(await executor.execute(Keep, { name: 'best' })).toEqual({ id: 1 });
  const backend = await openEmbeddedBackend(join(folder, '.actionsmith/backend'));
  await backend.download(await backend.models.get(1), join(folder, 'copy.json'));
  expect(readFileSync(join(folder, 'copy.json'), 'utf8')).toBe(readFileSync('package.json', 'utf8'));
  await backend.close();
});

test('it is the server that the environment of the run names', async () => {
  const folder = makeFolder();
  const server = await openBackendServer({ folder: join(folder, 'data'), tokens: [{ token: 'secret-token' }] });
  const env = { ACTIONSMITH_BACKEND_URL: server.url, ACTIONSMITH_BACKEND_TOKEN: 'secret-token', ACTIONSMITH_BACKEND_TENANT: 'acme' };
  const executor = new LocalExecutor({ logger: new NoOpLogger(), history: folder, env });
  expect(await executor.execute(Keep, { name: 'served' })).toEqual({ id: 1 });
  await server.close();
  expect(existsSync(join(folder, '.actionsmith/backend'))).toBe(false);
  const backend = await openEmbeddedBackend(join(folder, 'data'), { tenant: 'acme' });
  expect((await backend.models.list()).items.map(({ name }) => name)).toEqual(['served']);
  await backend.close();
});

test('a command has the same: a folder, or a server', async () => {
  const folder = await makeKeeper();
  const { stdout, code } = await runCli(['run', 'keep', '--mode', 'local', '--quiet', '--plugin', folder], { cwd: makeFolder() });
  expect([code, JSON.parse(stdout)]).toEqual([0, { id: 1, name: 'from a plugin' }]);
  expect(existsSync(join(folder, '.actionsmith/backend/backend.db'))).toBe(true);
});

test('a job has the server that its environment names, without a part of the database in its bundle; without one, it says what to set', async () => {
  const folder = await makeKeeper();
  const server = await openBackendServer({ folder: join(folder, 'data') });
  const { ends } = await runJobProcess(folder, 'keep', { env: { ACTIONSMITH_BACKEND_URL: server.url } });
  expect(ends).toMatchObject([{ type: 'result', value: { id: 1, name: 'from a plugin' } }]);
  await server.close();
  const alone = await runJobProcess(folder, 'keep', {});
  expect(alone.ends).toMatchObject([
    { type: 'failed', error: { message: expect.stringContaining('ACTIONSMITH_BACKEND_URL'), code: expect.any(String) } },
  ]);
});
