import { LocalExecutor } from 'actionsmith';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadPlugin } from '../../runtime/discovery/load-plugin.ts';
import { type BackendServer, startBackend } from '../support/backend-server.ts';
import { useEndingsPlugin } from '../support/endings-plugin.ts';
import { runCli } from '../support/run-cli.ts';
import { runJobProcess } from '../support/run-job-process.ts';

const plugin = useEndingsPlugin();
let backend: BackendServer;
beforeEach(async () => void (backend = await startBackend()));
afterEach(() => backend.close());

const NO_RESULT = 'the action ended without a result: it called process.exit, or waits for something that can no longer happen';

const lastState = (): unknown => Object.assign({}, ...backend.updates);
const ours = () => ({ ACTIONSMITH_BACKEND: backend.url, ACTIONSMITH_JOB_ID: '7', ACTIONSMITH_BACKEND_TOKEN: 't-1' });
const others = () => ({ SYNAPSE_HOST: backend.url, SYNAPSE_JOB_ID: '7', SYNAPSE_ACCESS_TOKEN: 't-1' });

test.each([ours, others])('a command tells the backend that its environment names how the run ended', async (env) => {
  const { code } = await runCli(['run', 'leave', '--how', 'done', '--quiet'], { cwd: plugin.folder, env: env() });
  expect(code).toBe(0);
  expect(lastState()).toMatchObject({ status: 'SUCCEEDED', result: { result: 'done' } });
  expect(backend.requests[0]).toMatchObject({ line: 'PATCH /jobs/7/', headers: { 'synapse-access-token': 'Token t-1' } });
});

test.each([
  ['callback', 'the action failed: thrown in a callback'],
  ['never', NO_RESULT],
  ['exit', NO_RESULT],
])('also how it failed, by %s', async (how, error) => {
  await runCli(['run', 'leave', '--how', how, '--quiet'], { cwd: plugin.folder, env: ours() });
  expect(lastState()).toMatchObject({ status: 'FAILED', result: { error } });
});

test.each([
  ['done', { status: 'SUCCEEDED', result: { result: 'done' } }],
  ['callback', { status: 'FAILED', result: { error: 'the action failed: thrown in a callback' } }],
  ['exit', { status: 'FAILED', result: { error: NO_RESULT, code: 'ENDED_EARLY' } }],
  ['late', { status: 'FAILED', result: { error: 'the action failed: thrown in a callback' } }],
])('a job does so too: %s', async (how, state) => {
  const { ends } = await runJobProcess(plugin.folder, 'leave', { params: { how }, env: ours() });
  expect(ends.length).toBeGreaterThan(0);
  expect(lastState()).toMatchObject(state);
});

test('an executor without a logger of its own reports to the job that it is given', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const spec = (await loadPlugin(plugin.folder)).registry.get('leave');
  await new LocalExecutor({ env: { ACTIONSMITH_BACKEND: backend.url }, jobId: 'mine' }).execute(spec, { how: 'done' });
  vi.restoreAllMocks();
  expect(backend.requests[0]?.line).toBe('PATCH /jobs/mine/');
  expect(backend.updates.at(-1)).toMatchObject({ status: 'SUCCEEDED' });
});

test('without a job, or with a logger of one’s own, no backend is asked', async () => {
  const spec = (await loadPlugin(plugin.folder)).registry.get('leave');
  await new LocalExecutor({ env: ours(), logger: { write() {} } }).execute(spec, { how: 'done' });
  await runCli(['run', 'leave', '--how', 'done', '--quiet'], { cwd: plugin.folder, env: { ACTIONSMITH_BACKEND: backend.url } });
  expect(backend.requests).toEqual([]);
});

test('an address that cannot be used is said before the action begins', async () => {
  const { code, stderr } = await runCli(['run', 'leave', '--how', 'done'], {
    cwd: plugin.folder,
    env: { ...ours(), ACTIONSMITH_BACKEND: 'host' },
  });
  expect([code, stderr]).toEqual([1, 'error: the address of the backend must begin with http:// or https://\n']);
});
