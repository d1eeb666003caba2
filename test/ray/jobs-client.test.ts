import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inject, test } from 'vitest';
import { freshId, testClient, untilEnded } from './support/jobs.ts';

test.concurrent('a command runs as a job to its end, and Ray names its status and exit code', async ({ expect }) => {
  const client = testClient();
  const id = freshId('echo');
  expect(await client.submit({ entrypoint: 'echo hello', submission_id: id })).toBe(id);
  expect(await untilEnded(client, id)).toMatchObject({ status: 'SUCCEEDED', driver_exit_code: 0, submission_id: id });
  const failing = freshId('exit3');
  await client.submit({ entrypoint: 'exit 3', submission_id: failing });
  expect(await untilEnded(client, failing)).toMatchObject({
    status: 'FAILED',
    driver_exit_code: 3,
    error_type: 'JOB_ENTRYPOINT_COMMAND_ERROR',
  });
});

test.concurrent('a submit that is repeated is one job; the id of another job is refused', async ({ expect }) => {
  const client = testClient();
  const submission = { entrypoint: 'true', submission_id: freshId('twice'), metadata: { run: 'a' } };
  await client.submit(submission);
  expect(await client.submit(submission)).toBe(submission.submission_id);
  await expect(client.submit({ ...submission, metadata: { run: 'b' } })).rejects.toMatchObject({ code: 'SUBMISSION_ID_TAKEN' });
  const same = (await client.list()).filter((job) => job.submission_id === submission.submission_id);
  expect(same).toHaveLength(1);
});

test.concurrent("our id is in Ray's own list of jobs", async ({ expect }) => {
  const client = testClient();
  const id = freshId('listed');
  await client.submit({ entrypoint: 'true', submission_id: id });
  const { stdout } = await promisify(execFile)(inject('rayCommand'), ['job', 'list', '--address', inject('rayDashboardUrl')]);
  expect(stdout).toContain(id);
});

test.concurrent('a running job stops, and only a job that has ended can be deleted', async ({ expect }) => {
  const client = testClient();
  const id = freshId('sleeper');
  await client.submit({ entrypoint: 'exec sleep 600', submission_id: id });
  await expect.poll(async () => (await client.get(id)).status).toBe('RUNNING');
  await expect(client.delete(id)).rejects.toMatchObject({ code: 'JOB_NOT_ENDED' });
  expect(await client.stop(id)).toBe(true);
  expect((await untilEnded(client, id)).status).toBe('STOPPED');
  await expect.poll(() => client.stop(id)).toBe(false); // Ray forgets a stopped job's supervisor a moment after it says STOPPED
  expect(await client.delete(id)).toBe(true);
  await expect(client.get(id)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND', message: `there is no job ${id} on ${client.address}` });
});

test.concurrent('what Ray says no to is one sentence, not a Python traceback', async ({ expect }) => {
  const refused = testClient().submit({ entrypoint: 'true', submission_id: freshId('label'), entrypoint_label_selector: { 'b@d': 'x' } });
  await expect(refused).rejects.toMatchObject({ code: 'REQUEST_REJECTED', details: { status: 400 } });
  await expect(refused).rejects.toThrow(/answered 500: Invalid label key name `b@d`/);
  await expect(refused).rejects.not.toThrow(/Traceback/);
});

test.concurrent('a package is uploaded once, is found again, and one over 100 MiB is refused before it is sent', async ({ expect }) => {
  const client = testClient();
  const uri = await client.upload(new Uint8Array([1, 2, 3]));
  expect(uri).toMatch(/^gcs:\/\/_ray_pkg_[0-9a-f]{40}\.zip$/);
  expect(await client.upload(new Uint8Array([1, 2, 3]))).toBe(uri);
  await expect(client.upload(new Uint8Array(100 * 1024 * 1024 + 1))).rejects.toMatchObject({ code: 'TOO_LARGE' });
});

test.concurrent('the version tells the release and the session', async ({ expect }) => {
  expect(await testClient().version()).toMatchObject({
    version: '4',
    ray_version: inject('rayVersion'),
    session_name: expect.stringMatching(/^session_/),
  });
});
