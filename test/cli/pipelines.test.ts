import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PipelineService } from 'actionsmith/pipelines';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { makeFolder } from '../support/make-plugin.ts';
import { runCli } from '../support/run-cli.ts';
import { type ServedBackend, servePipelines } from '../support/serve-backend.ts';

const TOKEN = 'token-of-pipelines';
const folder = new TemporaryFolder();
let server: ServedBackend;
let service: PipelineService;
let done: string;
let going: string;

beforeAll(async () => {
  server = await servePipelines(join(folder.path, 'data'), ['--token', TOKEN]);
  service = new PipelineService({ url: server.url, token: TOKEN });
  const { id } = await service.createPipeline({ name: 'nightly', actions: [{ name: 'download' }, { name: 'process' }] });
  done = (await service.createRun(id, { params: { dataset: 123 } })).id;
  await service.report(done, { status: 'running', current_action: 'process', action_progress: { name: 'download', status: 'completed' } });
  await service.appendLogs(done, [
    { message: 'fetched 3 files', level: 'info', action_name: 'download' },
    { message: 'out of\ndisk', level: 'error', action_name: 'process' },
  ]);
  await service.updateRun(done, { status: 'failed', error: 'ENOSPC: no space left' });
  going = (await service.createRun(id)).id;
});

afterAll(async () => {
  service?.close();
  await server?.stop();
  folder.remove();
});

async function pipelines(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return runCli(['pipelines', ...args], { env: { ACTIONSMITH_PIPELINES: server.url, ACTIONSMITH_PIPELINES_TOKEN: TOKEN } });
}

test('list shows the runs, the newest first', async () => {
  const { stdout, code } = await pipelines('list');
  expect(code).toBe(0);
  expect(stdout.split('\n').map((line) => line.split(/ {2,}/).filter((_, column) => [0, 1, 2, 5, 6].includes(column)))).toMatchObject([
    ['RUN', 'PIPELINE', 'STATUS', 'PROGRESS', 'ACTION'],
    [going, 'nightly', 'PENDING'],
    [done, 'nightly', 'FAILED', '50%', 'process'],
    [''],
  ]);
  expect(JSON.parse((await pipelines('list', '--json', '--status', 'failed')).stdout)).toMatchObject([{ id: done, status: 'failed' }]);
});

test('show tells how far a run is, what it was given, and why it failed', async () => {
  const { stdout, code } = await pipelines('show', done);
  expect(code).toBe(0);
  expect(stdout).toBe(
    'FAILED    ████████████░░░░░░░░░░░░  50%\n✓ download 100%\n· process    0%\nENOSPC: no space left\n\nparams {\n  "dataset": 123\n}\n',
  );
});

test('logs are lines with time, level and action; filters and --json hold', async () => {
  const { stdout } = await pipelines('logs', done);
  expect(stdout.split('\n').map((line) => line.replace(/^\S+Z /, ''))).toEqual([
    'info    download: fetched 3 files',
    'error   process: out of\\ndisk',
    '',
  ]);
  expect(JSON.parse((await pipelines('logs', done, '--level', 'error', '--json', '-f')).stdout)).toMatchObject({ message: 'out of\ndisk' });
  expect((await pipelines('logs', done, '--since', '2999-01-01')).stdout).toBe('');
});

test('watch shows what changes until the run has ended, and fails where the run did', async () => {
  const watching = pipelines('watch', going, '--json');
  await service.report(going, { status: 'running' });
  await service.updateRun(going, { status: 'completed', result: { rows: 3 } });
  const watched = await watching;
  expect(watched.code).toBe(0);
  expect(JSON.parse(watched.stdout.trim().split('\n').at(-1)!)).toMatchObject({ status: 'COMPLETED', overallProgress: 100 });
  const failed = await pipelines('watch', done);
  expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining('FAILED: ENOSPC: no space left') });
});

test('a run is cancelled once', async () => {
  const { id } = await service.createRun((await service.run(done)).pipeline_id);
  expect(await pipelines('cancel', id)).toMatchObject({ code: 0, stdout: `${id} is cancelled\n` });
  expect(await pipelines('cancel', done)).toMatchObject({ code: 1, stderr: expect.stringContaining(`run ${done} has failed already`) });
});

test.each([
  { name: 'a run that is not there', args: ['show', 'none'], code: 1, says: 'there is no run none' },
  { name: 'a status that is none', args: ['list', '--status', 'FAILD'], code: 2, says: 'there is no status "FAILD"; did you mean FAILED?' },
  { name: 'a limit that is none', args: ['list', '--limit', 'all'], code: 2, says: '--limit takes a whole number (got "all")' },
  { name: 'a time that is none', args: ['logs', 'x', '--since', 'soon'], code: 2, says: '--since takes a time' },
  { name: 'no run', args: ['watch'], code: 2, says: 'run' },
  { name: 'a wrong token', args: ['list', '--token', 'another-token'], code: 1, says: 'this token is not known' },
  { name: 'no service', args: ['list', '--service', 'http://127.0.0.1:1'], code: 1, says: 'GET http://127.0.0.1:1/api/v1/runs/' },
  { name: 'an address that is none', args: ['list', '--service', 'localhost'], code: 1, says: 'must begin with http' },
])('$name ends it with $code, and one message that says what is wrong', async ({ args, code, says }) => {
  const ended = await pipelines(...args);
  expect(ended).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(says) });
  expect(ended.stderr).not.toMatch(/^\s+at /m);
  expect(ended.stderr).not.toContain(TOKEN);
});

test('a port that is taken is named', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const ended = await runCli(['pipelines', 'serve', '--port', String(port), '--data', join(makeFolder(), 'data')]);
  other.close();
  expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining(`the pipeline service cannot listen on 127.0.0.1:${port}`) });
});

test('killed, it has everything that it acknowledged, and begins again', async () => {
  const folder = join(makeFolder(), 'data');
  const first = await servePipelines(folder);
  const port = Number(new URL(first.url).port);
  const client = new PipelineService({ url: first.url });
  const { id } = await client.createPipeline({ name: 'p', actions: [{ name: 'a' }] });
  const run = await client.createRun(id);
  await client.report(run.id, { action_progress: { name: 'a', status: 'running', progress: 0.5 } });
  const watched: number[] = [];
  const watching = (async () => {
    for await (const { overallProgress } of client.watch(run.id)) watched.push(overallProgress);
  })();
  await expect.poll(() => watched).toEqual([50]);
  await first.stop('SIGKILL');
  const second = await servePipelines(folder, [], port);
  await client.report(run.id, { action_progress: { name: 'a', status: 'running', progress: 0.75 } });
  await client.updateRun(run.id, { status: 'completed' });
  await watching;
  expect(watched).toEqual([50, 75, 100]);
  client.close();
  expect(await second.stop()).toBe(0);
});
