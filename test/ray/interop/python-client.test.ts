import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { followRun } from '../../../runtime/ray/follow/follow-run.ts';
import { readRunMetadata } from '../../../runtime/ray/run-metadata.ts';
import { freshId, testClient } from '../support/jobs.ts';
import { runJobsCommand } from '../support/run-command.ts';
import { rejection, tinyExecutor } from '../support/tiny.ts';

test("Python's JobSubmissionClient sees what we made, and we follow and read what it made", async () => {
  const executor = tinyExecutor();
  const [ours, theirs] = [await executor.submit('echo', { text: 'x' }), freshId('python')];
  await ours.result();
  const seen = await python(`
info = client.get_job_info(${JSON.stringify(ours.id)})
client.submit_job(entrypoint="echo from Python", submission_id=${JSON.stringify(theirs)}, metadata={"who": "python"})
print(json.dumps({"status": client.get_job_status(${JSON.stringify(ours.id)}), "metadata": info.metadata, "entrypoint": info.entrypoint,
  "listed": any(job.submission_id == ${JSON.stringify(ours.id)} for job in client.list_jobs())}))`);
  expect(seen).toMatchObject({ status: 'SUCCEEDED', metadata: { job_name: 'tiny/echo' }, listed: true });
  let text = '';
  for await (const item of followRun(testClient(), theirs)) if (item.kind === 'output') text += Buffer.from(item.bytes).toString();
  expect(text).toBe('from Python\n');
  const job = await testClient().get(theirs);
  expect(job).toMatchObject({ status: 'SUCCEEDED', metadata: { who: 'python' } });
  expect(readRunMetadata(job)).toBeUndefined();
  expect((await runJobsCommand('list', '--address', inject('rayDashboardUrl'))).stdout).toMatch(
    new RegExp(`^${theirs} +SUCCEEDED +echo from Python`, 'm'),
  );
  expect(await rejection(executor.wait(theirs))).toMatchObject({
    code: 'RESULT_MISSING',
    message: `job ${theirs} succeeded, and its result did not arrive: it wrote none: was it submitted by another tool?`,
  });
});

/** What a few lines of Python print as JSON, in the Python of the cluster's Ray. */
async function python(lines: string): Promise<unknown> {
  const source = `import json\nfrom ray.job_submission import JobSubmissionClient\nclient = JobSubmissionClient(${JSON.stringify(inject('rayDashboardUrl'))})\n${lines}`;
  const { stdout } = await promisify(execFile)(join(dirname(inject('rayCommand')), 'python'), ['-c', source]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
