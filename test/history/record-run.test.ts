import { BaseAction, LocalExecutor, NoOpLogger, runPlugin } from 'actionsmith';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { runsFolder } from '../../runtime/history/run-folder.ts';
import { listRuns, type StoredRun } from '../../runtime/history/stored-run.ts';
import { contractRegistry } from '../support/contract-actions.ts';
import { makeFolder } from '../support/make-plugin.ts';
import { useSumsPlugin } from '../support/sums-plugin.ts';

const sums = useSumsPlugin();
const logger = new NoOpLogger();
const read = ({ folder }: StoredRun, file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const runsOf = (folder: string): StoredRun[] => listRuns(runsFolder(folder));

test('the local executor keeps no run unless it is asked to', async () => {
  await runPlugin(sums.folder, 'double', {}, { logger });
  expect(existsSync(runsFolder(sums.folder))).toBe(false);
});

test('asked to, it keeps every run in the folder that it is given, under the run’s id', async () => {
  const history = makeFolder();
  const executor = new LocalExecutor({ logger, history, env: { LEVEL: 'debug' } });
  const run = await executor.submit(contractRegistry.get('double'), { by: 4 });
  expect(await run.result()).toEqual({ doubled: 8 });
  await executor.execute(contractRegistry.get('explode'), {}).catch(() => {});
  const [second, first] = runsOf(history);
  expect(first?.record).toMatchObject({ id: run.id, plugin: 'contract', action: 'double', status: 'SUCCEEDED', env: { LEVEL: 'debug' } });
  expect([read(first!, 'params.json'), read(first!, 'result.json')]).toEqual([{ by: 4 }, { doubled: 8 }]);
  expect(readFileSync(join(first!.folder, 'events.jsonl'), 'utf8')).toContain('"message":"doubling"');
  expect(second).toMatchObject({ status: 'FAILED', record: { action: 'explode' } });
  expect(read(second!, 'error.json')).toMatchObject({ cause: { name: 'TypeError', message: 'no such file' } });
});

test('its steps can be gone on with', async () => {
  const history = makeFolder();
  await new LocalExecutor({ logger, history }).execute(contractRegistry.get('steps'), {}).catch(() => {});
  expect(readFileSync(join(runsOf(history)[0]!.folder, 'checkpoints.jsonl'), 'utf8')).toContain('"step":"first"');
});

test('secrets of the run are in none of its files', async () => {
  const history = makeFolder();
  const Params = z.object({ user: z.string(), password: z.string() });
  class Login extends BaseAction<z.output<typeof Params>, unknown> {
    static override readonly paramsModel: typeof Params = Params;
    override execute(): unknown {
      const { password } = this.params;
      this.log('login', { with: password, all: this.params });
      this.ctx.logMessage(`the token is ${this.ctx.secrets['HUB']} and ${this.ctx.env.get('API_TOKEN')}`);
      this.setMetrics({ password });
      return { echo: [password, Buffer.from(password).toString('base64'), encodeURIComponent(password)] };
    }
  }
  const [password, hub, token] = ['pass wörd-1', 'hub-secret-2', 'token-secret-3'];
  const executor = new LocalExecutor({ logger, history, secrets: { HUB: hub }, env: { API_TOKEN: token } });
  expect(await executor.execute(Login, { user: 'me', password })).toMatchObject({ echo: [password, expect.anything(), expect.anything()] });
  const [run] = runsOf(history);
  const text = readdirSync(run!.folder)
    .map((file) => readFileSync(join(run!.folder, file), 'utf8'))
    .join('\n');
  for (const secret of [password, hub, token, Buffer.from(password).toString('base64'), encodeURIComponent(password)]) {
    expect(text).not.toContain(secret);
  }
  expect(run!.record).toMatchObject({ hiddenParams: ['/password'], hiddenEnv: ['API_TOKEN'] });
  expect(text).toContain('"user": "me"');
});

test('a plugin that is run by name keeps its runs in its own folder', async () => {
  await runPlugin(sums.folder, 'double', { by: 5 }, { logger, history: true });
  expect(runsOf(sums.folder)).toMatchObject([{ status: 'SUCCEEDED', record: { action: 'double', plugin: 'sums' } }]);
});
