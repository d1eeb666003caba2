import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { findRun } from '../../../runtime/history/find-run.ts';
import { readEvents } from '../../../runtime/history/read-events.ts';
import { readRun } from '../../../runtime/history/read-run.ts';
import { runsFolder } from '../../../runtime/history/run-folder.ts';
import { listRunIds } from '../../../runtime/history/stored-run.ts';
import { runCli } from '../../support/run-cli.ts';
import { freshId } from '../support/jobs.ts';
import { runJobsCommand } from '../support/run-command.ts';
import { tinyFolder } from '../support/tiny.ts';

/** A copy, for other tests leave runs in the plugin itself. */
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-history-')));
cpSync(tinyFolder, folder, { recursive: true, filter: (path) => !path.includes('.actionsmith') });
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
const runs = runsFolder(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const submit = (...words: readonly string[]): ReturnType<typeof runJobsCommand> =>
  runJobsCommand('submit', ...words, '--plugin', folder, '--address', inject('rayDashboardUrl'), '--wait');

test('a job that is followed leaves a folder: its params, what it reported while it ran, and its result', async () => {
  const id = freshId('kept');
  const { exitCode, stderr } = await submit(
    'echo',
    '--params',
    '{"text":"ab","times":2}',
    '--submission-id',
    id,
    '--env',
    'MY_TOKEN=hunter2-hunter2',
  );
  expect(exitCode).toBe(0);
  const run = await readRun(findRun(runs, id));
  expect(stderr.trimEnd().split('\n').at(-1)).toBe(`run ${run.record.id}: actionsmith runs show ${run.record.id} --plugin ${folder}`);
  expect(run.record).toMatchObject({
    plugin: 'tiny',
    action: 'echo',
    mode: 'job',
    status: 'SUCCEEDED',
    progress: 100,
    job: { id, address: inject('rayDashboardUrl') },
    env: { MY_TOKEN: '[REDACTED]' },
    hiddenEnv: ['MY_TOKEN'],
  });
  expect(run).toMatchObject({
    status: 'SUCCEEDED',
    params: { text: 'ab', times: 2 },
    result: { text: 'abab', jobId: id },
    error: undefined,
  });
  const types: string[] = [];
  for await (const event of readEvents(run.folder)) types.push(event.type);
  expect(types).toEqual(['started', 'log', 'progress', 'progress']);
});

test('a job that fails leaves its error, with the line of the author’s TypeScript on this machine', async () => {
  const id = freshId('failed');
  expect((await submit('workflow', '--params', '{"fail":true}', '--submission-id', id)).exitCode).toBe(1);
  const { error, status } = await readRun(findRun(runs, id));
  expect(status).toBe('FAILED');
  expect(error).toMatchObject({ name: 'StepError', step: 'train', excerpts: [{ file: join(folder, 'src/actions/workflow.ts') }] });
  const [excerpt] = error!.excerpts!;
  const source = readFileSync(excerpt!.file, 'utf8').split('\n');
  expect(excerpt!.lines[excerpt!.line - excerpt!.from]).toBe(source[excerpt!.line - 1]);
});

test('one that is only submitted is pending, until somebody follows it', async () => {
  const id = freshId('pending');
  const where = ['--plugin', folder, '--address', inject('rayDashboardUrl')];
  const submitted = await runCli(['jobs', 'submit', 'echo', '--params', '{"text":"x"}', '--submission-id', id, '--quiet', ...where]);
  expect(submitted).toEqual({ code: 0, stdout: `${id}\n`, stderr: '' });
  expect(await readRun(findRun(runs, id))).toMatchObject({ status: 'PENDING', params: { text: 'x' }, summary: { count: 0 } });
  const shown = await runCli(['runs', 'show', id, '--plugin', folder]);
  expect(shown.stdout).toContain(
    `  pending   nobody here follows the job: actionsmith jobs wait ${id} --address ${inject('rayDashboardUrl')}\n`,
  );
  expect((await runJobsCommand('wait', id, '--quiet', ...where)).exitCode).toBe(0);
  const run = await readRun(findRun(runs, id));
  expect(run).toMatchObject({ status: 'SUCCEEDED', result: { text: 'x', jobId: id }, summary: { count: 3 } });
  expect(listRunIds(runs).filter((one) => one === run.record.id)).toHaveLength(1);
});

test('with --no-history it leaves none', async () => {
  const before = listRunIds(runs).length;
  await submit('echo', '--no-history');
  expect(listRunIds(runs)).toHaveLength(before);
});
