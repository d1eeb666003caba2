import { expect, test, vi } from 'vitest';
import { followLog } from '../../../runtime/ray/follow/follow-log.ts';
import { JobWatch } from '../../../runtime/ray/follow/job-watch.ts';
import { RayJobsClient } from '../../../runtime/ray/jobs-client.ts';
import { fakeDashboard } from '../support/fake-dashboard.ts';

/** Breaks are waited for as often, and not as long. */
vi.mock(import('../../../runtime/timing/backoff.ts'), async (importOriginal) => ({ ...(await importOriginal()), backoffMs: () => 5 }));

const log = Buffer.from(Array.from({ length: 2_000 }, (_, line) => `line ${line}\n`).join(''));

test('a log whose stream is cut thirty times arrives without a gap and without a repetition', async () => {
  let cuts = 0;
  const { url, requests } = await fakeDashboard((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://x');
    if (pathname === '/api/jobs/j1') return void response.end(jobIn(cuts < 30 ? 'RUNNING' : 'SUCCEEDED'));
    if (pathname === '/api/version') return void response.end('{}');
    if (pathname.endsWith('/file')) return void response.end(log);
    cuts += 1;
    response.write(log.subarray(0, Math.min(log.byteLength - 100, cuts * 500)), () => response.destroy());
  });
  const client = new RayJobsClient({ address: url });
  const chunks: Uint8Array[] = [];
  for await (const bytes of followLog(client, 'j1', new JobWatch(client, 'j1'))) chunks.push(bytes);
  expect(Buffer.concat(chunks).toString()).toBe(log.toString());
  expect(requests.filter((line) => line.includes('/stream')).length).toBeGreaterThanOrEqual(30);
});

test('the log of an ended job is read to its end through cuts that come before anything new', async () => {
  let cuts = 0;
  const { url } = await fakeDashboard((request, response) => {
    if (request.url?.startsWith('/api/jobs/')) return void response.end(jobIn('SUCCEEDED'));
    if (request.url?.startsWith('/api/version')) return void response.end('{}');
    if (cuts++ >= 6) return void response.end(log);
    response.write(log.subarray(0, 100), () => response.destroy());
  });
  const client = new RayJobsClient({ address: url });
  const chunks: Uint8Array[] = [];
  for await (const bytes of followLog(client, 'j1', new JobWatch(client, 'j1'))) chunks.push(bytes);
  expect(Buffer.concat(chunks).toString()).toBe(log.toString());
});

test('an ended job whose log is gone says so, with its status', async () => {
  const { url } = await fakeDashboard((request, response) => {
    if (request.url?.startsWith('/api/jobs/')) response.end(jobIn('SUCCEEDED'));
    else response.writeHead(500).end('Agent for node id: n1 does not exist.');
  });
  const client = new RayJobsClient({ address: url, retries: 0 });
  const following = followLog(client, 'j1', new JobWatch(client, 'j1')).next();
  await expect(following).rejects.toMatchObject({ code: 'LOG_GONE', details: { status: 'SUCCEEDED' } });
});

test('a cluster that stays away longer than its budget is given up, and the job is not', async () => {
  const { url } = await fakeDashboard((_, response) => response.destroy());
  const client = new RayJobsClient({ address: url, retries: 0 });
  await expect(new JobWatch(client, 'j1', { outageBudgetMs: 300 }).untilEnded()).rejects.toMatchObject({
    code: 'CLUSTER_LOST',
    retryable: true,
  });
});

function jobIn(status: string): string {
  return JSON.stringify({ type: 'SUBMISSION', status, entrypoint: 'x', driver_node_id: 'n1' });
}
