import { afterEach, expect, inject, test, vi } from 'vitest';
import type { Finding } from '../../../runtime/ray/doctor/finding.ts';
import { fakeDashboard } from '../support/fake-dashboard.ts';
import { testClient } from '../support/jobs.ts';
import { runDoctorCommand } from '../support/run-command.ts';
import { tinyFolder } from '../support/tiny.ts';

afterEach(() => vi.unstubAllEnvs());

test('of a cluster that is well, everything is looked at, nothing is wrong, and no job of the doctor stays', async () => {
  const { findings, ok, exitCode } = await diagnose('--address', inject('rayDashboardUrl'), '--plugin', tinyFolder);
  expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
  expect({ ok, exitCode }).toEqual({ ok: true, exitCode: 0 });
  expect(findings.map(({ check }) => check)).toEqual([
    'here',
    'here',
    'plugin',
    'address',
    'reachable',
    'token',
    'ray',
    'resources',
    'jobs',
    'node',
    'task mode',
  ]);
  expect(findings.map(({ message }) => message).join('\n')).toMatch(new RegExp(`^the head \\S+ has Node ${process.versions.node}$`, 'm'));
  const jobs = await testClient().list();
  expect(jobs.filter(({ submission_id }) => submission_id?.startsWith('actionsmith-doctor-'))).toEqual([]);
});

test('as text, a finding is a line, and its fix another', async () => {
  vi.stubEnv('RAY_API_SERVER_ADDRESS', 'head:8265');
  const { stdout, exitCode } = await runDoctorCommand();
  expect(stdout.split('\n').slice(-3)).toEqual([
    'problem  address    the Ray address head:8265 (from RAY_API_SERVER_ADDRESS) cannot be used: it must start with http:// or https://, as in http://head:8265',
    '                    → give the URL of the dashboard: --address http://host:8265',
    '',
  ]);
  expect(exitCode).toBe(1);
});

test('where nothing listens, it says how to start a cluster', async () => {
  const { findings, exitCode } = await diagnose('--address', 'http://127.0.0.1:1');
  expect(findings.at(-1)).toEqual({
    check: 'reachable',
    verdict: 'problem',
    message: 'GET http://127.0.0.1:1/api/version got no answer: connect ECONNREFUSED 127.0.0.1:1. Is Ray running there?',
    fix: 'start a cluster on this machine: actionsmith cluster up; or give the address of another one',
  });
  expect(exitCode).toBe(1);
});

test('what is no Ray is told apart from a Ray', async () => {
  const { url } = await fakeDashboard((_, response) => response.writeHead(200).end('<html>login</html>'));
  const { findings } = await diagnose('--address', url);
  expect(findings.at(-1)).toMatchObject({ verdict: 'problem', message: `what answers at ${url} is no Ray dashboard` });
});

test('where nothing is ever answered, it ends all the same', async () => {
  const { url } = await fakeDashboard(() => {});
  const { findings } = await diagnose('--address', url);
  expect(findings.at(-1)).toMatchObject({ check: 'reachable', verdict: 'problem', message: `nothing answered at ${url} in time` });
});

test('where the job agent is away, its port is named', async () => {
  const { url } = await fakeDashboard((request, response) => {
    if (request.method === 'POST') return response.writeHead(500).end('No available agent to submit job, please try again later.');
    if (request.url?.startsWith('/api/v0/nodes')) return response.writeHead(404).end('');
    response.end(JSON.stringify({ version: '4', ray_version: '2.55.0', session_name: 's', authentication_mode: 'disabled' }));
  });
  const { findings } = await diagnose('--address', url);
  const jobs = findings.find(({ check }) => check === 'jobs');
  expect(jobs).toMatchObject({ verdict: 'problem', fix: expect.stringContaining('--dashboard-agent-listen-port') as string });
  expect(findings.find(({ check }) => check === 'resources')).toMatchObject({ verdict: 'warning' });
});

test('a token that cannot be read is the first thing to mend', async () => {
  vi.stubEnv('RAY_AUTH_TOKEN', '');
  vi.stubEnv('RAY_AUTH_TOKEN_PATH', '/nowhere/token');
  const { findings } = await diagnose('--address', 'http://127.0.0.1:1');
  expect(findings.at(-1)).toMatchObject({
    check: 'token',
    verdict: 'problem',
    message: 'the token of the cluster cannot be read: RAY_AUTH_TOKEN_PATH is /nowhere/token, and there is no such file or folder',
  });
});

async function diagnose(...words: readonly string[]): Promise<{ findings: Finding[]; ok: boolean; exitCode: number }> {
  const { stdout, exitCode } = await runDoctorCommand(...words, '--json');
  return { ...(JSON.parse(stdout) as { findings: Finding[]; ok: boolean }), exitCode };
}
