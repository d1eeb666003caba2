import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { rest, useJourneyPlugin } from '../support/journey-plugin.ts';
import { type Finished, runCli } from '../support/run-cli.ts';

const plugin = useJourneyPlugin();

const cli = (...words: string[]): Promise<Finished> => runCli(words, { cwd: plugin.folder });
const show = async (): Promise<Record<string, unknown> & { id: string; folder: string }> =>
  JSON.parse((await cli('runs', 'show', '--json')).stdout) as Awaited<ReturnType<typeof show>>;

/** A run that was killed in its last step, before which three were done. */
async function killed(...words: string[]): Promise<Awaited<ReturnType<typeof show>>> {
  await rest(plugin.folder, words, (pid) => void process.kill(pid, 'SIGKILL'));
  const run = await show();
  writeFileSync(join(plugin.folder, 'awake'), '');
  return run;
}

afterEach(() => rmSync(join(plugin.folder, 'awake'), { force: true }));

test('a run that was killed goes on after its last finished step, as a run of its own, with the same params and environment', async () => {
  const first = await killed('--days', '2', '--env', 'ROUTE=north');
  const record = readFileSync(join(first.folder, 'run.json'), 'utf8');
  expect(first).toMatchObject({ status: 'LOST', resumableAfter: 'ascend' });
  const { code, stdout, stderr } = await cli('runs', 'resume');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '{\n  "summit": "reached"\n}\n' });
  const second = await show();
  expect(stderr.trimEnd().split('\n').at(-1)).toBe(`run ${second.id}: actionsmith runs show ${second.id}`);
  expect(second).toMatchObject({
    status: 'SUCCEEDED',
    resumes: first.id,
    params: { days: 2, rests: true },
    env: { ROUTE: 'north', SEASON: 'summer' },
    steps: [
      { step: 'pack', status: 'restored' },
      { step: 'ferry', status: 'restored' },
      { step: 'ascend', status: 'restored' },
      { step: 'camp', status: 'finished' },
    ],
  });
  expect(second.id).not.toBe(first.id);
  expect(readFileSync(join(first.folder, 'run.json'), 'utf8')).toBe(record); // the earlier run stays as it was
});

test('what the user sees says what it goes on with', async () => {
  const { id } = await killed();
  expect((await cli('runs', 'show')).stdout).toContain(`  go on     actionsmith runs resume ${id}, after step ascend\n`);
  expect((await cli('runs', 'resume', id)).stderr).toContain(
    `climb runs in this process (goes on with ${id} after 3 steps, the last ascend)\n`,
  );
});

test('what was resumed and has succeeded is not done twice', async () => {
  const { id } = await killed();
  await cli('runs', 'resume', id, '--quiet');
  const { id: next } = await show();
  expect(await cli('runs', 'resume', id)).toEqual({
    code: 1,
    stdout: '',
    stderr: `error: run ${id} was resumed as ${next}, which has succeeded\n`,
  });
});

test('a resumed run that is killed can be resumed', async () => {
  const first = await killed();
  rmSync(join(plugin.folder, 'awake'));
  await rest(plugin.folder, [], (pid) => void process.kill(pid, 'SIGKILL'));
  expect(existsSync(join(first.folder, 'checkpoints.jsonl'))).toBe(true);
  writeFileSync(join(plugin.folder, 'awake'), '');
  expect(await cli('runs', 'resume', first.id, '--quiet', '--json')).toEqual({ code: 0, stdout: '{"summit":"reached"}\n', stderr: '' });
});

describe('secrets are not kept', () => {
  test('so a secret param has to be given again, and only that', async () => {
    const { id, folder } = await killed('--code', 'hunter2-and-more');
    for (const file of ['params.json', 'run.json', 'events.jsonl', 'checkpoints.jsonl']) {
      expect(readFileSync(join(folder, file), 'utf8'), file).not.toContain('hunter2');
    }
    expect(await show()).toMatchObject({ params: { code: '[REDACTED]' }, hiddenParams: ['/code'] });
    expect(await cli('runs', 'resume', id)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: secret params are not kept; give it again: --param.code …\n',
    });
    expect(await cli('runs', 'resume', id, '--code', 'hunter2-and-more', '--quiet', '--json')).toMatchObject({ code: 0 });
  });

  test('so a secret variable has to be given again', async () => {
    const { id } = await killed('--env', 'HUB_TOKEN=0123456789abcdef');
    expect(await show()).toMatchObject({ env: { HUB_TOKEN: '[REDACTED]' }, hiddenEnv: ['HUB_TOKEN'] });
    expect(await cli('runs', 'resume', id)).toMatchObject({
      code: 2,
      stderr: 'error: secret variables are not kept; give it again with --env: HUB_TOKEN\n',
    });
    expect(await cli('runs', 'resume', id, '--env', 'HUB_TOKEN=0123456789abcdef', '--quiet')).toMatchObject({ code: 0 });
  });
});

describe('what cannot go on is said in one line', () => {
  test('a run that has succeeded, one that has no step left, one that is not there', async () => {
    await cli('run', 'climb', '--quiet');
    const { id } = await show();
    expect(await cli('runs', 'resume')).toMatchObject({ code: 1, stderr: `error: run ${id} has succeeded: there is nothing left to do\n` });
    await cli('run', 'climb', '--storm', 'true', '--quiet'); // all of its steps are undone
    const failed = await show();
    expect((await cli('runs', 'resume')).stderr).toBe(
      `error: run ${failed.id} has no step that is done and was not undone: start it anew with \`actionsmith run climb\`\n`,
    );
    expect((await cli('runs', 'resume', 'nope')).stderr).toBe('error: there is no run "nope"; see `actionsmith runs list`\n');
  });

  test('a run that still runs', async () => {
    let stderr = '';
    await rest(plugin.folder, [], async (pid) => {
      ({ stderr } = await cli('runs', 'resume'));
      process.kill(pid, 'SIGTERM');
    });
    expect(stderr).toMatch(/^error: run \S+ still runs\n$/);
  });

  test('another param, and a contract that has changed', async () => {
    const { id } = await killed('--days', '2');
    expect((await cli('runs', 'resume', id, '--days', '3')).stderr).toBe(
      `error: param days was 2 in run ${id}, and a resume takes the same params; start a new run for others\n`,
    );
    expect((await cli('runs', 'resume', id, '--dayz', '3')).stderr).toBe('error: there is no option --dayz; did you mean --days?\n');
    const config = join(plugin.folder, 'config.yaml');
    const text = readFileSync(config, 'utf8');
    writeFileSync(config, text.replace('minimum: 1', 'minimum: 2'));
    const { code, stderr } = await cli('runs', 'resume', id);
    writeFileSync(config, text);
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^error: run ${id} was started under contract \\w+, and action climb has contract \\w+ now: .*\n$`));
    expect(await cli('runs', 'resume', id, '--days', '2', '--quiet')).toMatchObject({ code: 0 });
  });
});
