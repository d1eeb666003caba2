import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newRunId } from '../../runtime/history/run-id.ts';
import { rest, useJourneyPlugin } from '../support/journey-plugin.ts';
import { makePlugin } from '../support/make-plugin.ts';
import { type Finished, runCli, runShell } from '../support/run-cli.ts';
import { writeRun } from '../support/run-plan.ts';

const plugin = useJourneyPlugin();

const cli = (...words: string[]): Promise<Finished> => runCli(words, { cwd: plugin.folder });
const climb = (...words: string[]): Promise<Finished> => cli('run', 'climb', ...words);
const show = async (): Promise<Record<string, unknown>> =>
  JSON.parse((await cli('runs', 'show', '--json')).stdout) as Record<string, unknown>;

/** A plugin with runs of given ids, in the order of the ids, for tests that start none. */
async function somePlugin(ids: readonly string[]): Promise<{ readonly folder: string; readonly runs: string }> {
  const folder = makePlugin({ 'config.yaml': 'name: X\ncode: x\nversion: 0.1.0\ncategory: custom\nactions: { a: { name: A } }\n' });
  const runs = join(folder, '.actionsmith/runs');
  for (const id of ids) await writeRun(runs, { id, outcome: 1 });
  return { folder, runs };
}

test('a run that succeeded can be seen again: params with defaults, environment, steps, metrics, files, result', async () => {
  const ran = await climb('--days', '2', '--slips', 'true', '--env', 'ROUTE=north');
  const [, id] = /^run (\S+): actionsmith runs show \1$/m.exec(ran.stderr) ?? [];
  expect(await show()).toMatchObject({
    id,
    plugin: 'journey',
    action: 'climb',
    mode: 'local',
    status: 'SUCCEEDED',
    progress: 100,
    params: { days: 2, slips: true, storm: false, rests: false },
    env: { SEASON: 'summer', ROUTE: 'north' },
    steps: [
      { step: 'pack', status: 'finished', attempts: [{}] },
      { step: 'ferry', status: 'skipped', attempts: [] },
      { step: 'ascend', status: 'finished', attempts: [{ error: 'slipped' }, {}] },
      { step: 'camp', status: 'finished', attempts: [{}] },
    ],
    metrics: { ascent: { height: 2000, mood: 'good' } },
    categories: [{ category: 'ascent', current: 2, total: 2, percent: 100 }],
    files: [{ event: 'packed', path: 'list.txt', kept: 'copied', bytes: 4 }],
    result: { summit: 'reached' },
  });
  const { stdout } = await cli('runs', 'show', id!);
  expect(stdout).toMatch(/^run \S+ SUCCEEDED\n/);
  expect(stdout).toMatch(/^ {2}ascend {2}finished in \d+ ms, 2 attempts$/m);
  expect(stdout).toContain('  ascent  height=2000 mood=good\n');
});

test('a run that failed shows what it failed of, with the author’s lines, and what was undone', async () => {
  expect((await climb('--storm', 'true')).code).toBe(1);
  const { stdout } = await cli('runs', 'show');
  expect(stdout).toMatch(/^ {2}camp {4}failed in \d+ ms: a storm came$/m);
  expect(stdout).toMatch(/^ {2}pack {4}finished in \d+ ms, undone$/m);
  expect(stdout).toContain('  error: step "camp" failed: a storm came\n    undone: ascend, pack\n');
  expect(await show()).toMatchObject({
    status: 'FAILED',
    error: {
      cause: { message: 'a storm came', cause: { message: 'wind 120 km/h' } },
      excerpts: [{ file: join(plugin.folder, 'src/steps.ts'), column: 37 }, { column: 72 }],
    },
  });
});

test('its log is what the terminal showed, and with --json its events', async () => {
  const { stderr } = await climb('--said', 'good\u2028morning');
  const shown = stderr.split('\n').slice(1, -2);
  expect((await cli('runs', 'logs')).stdout.trimEnd().split('\n')).toEqual(shown);
  const events = (await cli('runs', 'logs', '--json')).stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string });
  expect(events[0]).toMatchObject({ type: 'started', action: 'climb' });
  expect(events).toContainEqual(expect.objectContaining({ type: 'message', message: 'good\u2028morning', step: 'pack' }));
});

test('a run that goes on is RUNNING, its log can be followed, and once it was killed it is LOST', async () => {
  let followed: Promise<Finished> | undefined;
  await rest(plugin.folder, [], async (pid) => {
    expect(await show()).toMatchObject({ status: 'RUNNING', pid });
    followed = cli('runs', 'logs', 'latest', '--follow');
    await cli('runs', 'prune', '--keep', '0');
    process.kill(pid, 'SIGKILL');
  });
  expect(await show()).toMatchObject({ status: 'LOST', progress: 66.66, steps: [{}, {}, {}, { step: 'camp', status: 'started' }] });
  expect((await followed)?.stdout.trimEnd().split('\n').at(-1)).toBe('resting');
  expect((await cli('runs', 'list', '--status', 'lost')).stdout).toMatch(/ LOST +climb .* 66%\n$/);
});

test('a run that is cancelled is STOPPED', async () => {
  await rest(plugin.folder, [], (pid) => void process.kill(pid, 'SIGINT'));
  expect(await show()).toMatchObject({ status: 'STOPPED', error: { message: 'the run was cancelled in step "camp"' } });
});

test('a run whose params do not fit, and one with --no-history, leave no folder; --quiet leaves one', async () => {
  const runs = join(plugin.folder, '.actionsmith/runs');
  const before = existsSync(runs) ? readdirSync(runs).length : 0;
  await climb('--days', '0');
  expect((await climb('--no-history')).stderr).not.toContain('runs show');
  expect(readdirSync(runs)).toHaveLength(before);
  expect(await climb('--quiet', '--json')).toEqual({ code: 0, stdout: '{"summit":"reached"}\n', stderr: '' });
  expect(readdirSync(runs)).toHaveLength(before + 1);
});

test('two runs at once are two', async () => {
  const before = readdirSync(join(plugin.folder, '.actionsmith/runs')).length;
  await Promise.all([climb('--quiet', '--days', '4'), climb('--quiet', '--days', '5')]);
  expect(readdirSync(join(plugin.folder, '.actionsmith/runs'))).toHaveLength(before + 2);
});

describe('a file that cannot grow any more is one warning, and the run goes on', () => {
  const env = { NODE_OPTIONS: "--import data:text/javascript,process.on('SIGXFSZ',()=>{})" }; // the write fails, instead of the process
  const climbWithoutRoom = (option: string): Promise<Finished> =>
    runShell(`ulimit -f 8; actionsmith run climb --days 200 ${option}`, { cwd: plugin.folder, env });
  const warning = expect.stringMatching(/^(?:warning: )?the history of this run is incomplete, \S+ cannot be written: /);

  test('for people', async () => {
    const { code, stdout, stderr } = await climbWithoutRoom('');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '{\n  "summit": "reached"\n}\n' });
    expect(stderr.split('\n').filter((line) => line.startsWith('warning: '))).toEqual([warning]);
  });

  test('and for programs, for which stderr is an event a line', async () => {
    const { code, stdout, stderr } = await climbWithoutRoom('--json');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '{"summit":"reached"}\n' });
    const events = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { context?: string; message?: string });
    expect(events.filter(({ context }) => context === 'warning').map(({ message }) => message)).toEqual([warning]);
  });
});

describe('list', () => {
  const ids = [1, 2, 3].map((time) => newRunId(time));

  test('shows the newest first, as many as asked for', async () => {
    const { folder } = await somePlugin(ids);
    const { stdout, stderr } = await runCli(['runs', 'list', '--limit', '2'], { cwd: folder });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ {2,}/)[0])).toEqual(['RUN', ids[2], ids[1]]);
    expect(stderr).toBe('1 more; see --limit\n');
    const json = JSON.parse((await runCli(['runs', 'list', '--json', '--plugin', folder])).stdout) as { id: string }[];
    expect(json.map(({ id }) => id)).toEqual(ids.toReversed());
  });

  test('of another action, and where nothing was run, there are none', async () => {
    const { folder } = await somePlugin([]);
    expect(await runCli(['runs', 'list'], { cwd: folder })).toEqual({ code: 0, stdout: '', stderr: 'there are no such runs\n' });
    expect(await runCli(['runs', 'list', '--json'], { cwd: folder })).toMatchObject({ stdout: '[]\n' });
    expect((await cli('runs', 'list', '--action', 'swim')).stdout).toBe('');
  });
});

describe('prune', () => {
  const ids = [1, 2, 3].map((time) => newRunId(time));

  test('removes what is beyond --keep and older than --older-than, and says so', async () => {
    const { folder, runs } = await somePlugin(ids);
    const prune = (...words: string[]): Promise<Finished> => runCli(['runs', 'prune', ...words], { cwd: folder });
    expect(await prune('--older-than', '1h')).toEqual({ code: 0, stdout: '', stderr: '0 runs removed\n' }); // they were written just now
    expect(await prune('--keep', '1', '--dry-run')).toMatchObject({
      stdout: `${ids[1]}\n${ids[0]}\n`,
      stderr: '2 runs would be removed\n',
    });
    expect(readdirSync(runs)).toEqual(ids);
    expect(await prune('--keep', '2', '--json')).toMatchObject({ stdout: `{"removed":["${ids[0]}"],"dryRun":false}\n` });
    expect(readdirSync(runs)).toEqual(ids.slice(1));
  });

  test('leaves alone what is not ours', async () => {
    const { folder, runs } = await somePlugin(ids.slice(0, 1));
    const elsewhere = makePlugin({ 'precious.txt': 'x' });
    mkdirSync(join(runs, 'notes'));
    mkdirSync(join(runs, ids[1]!));
    writeFileSync(join(runs, ids[1]!, 'precious.txt'), 'x');
    symlinkSync(elsewhere, join(runs, ids[2]!));
    symlinkSync(elsewhere, join(runs, ids[0]!, 'files'));
    expect(await runCli(['runs', 'prune', '--keep', '0'], { cwd: folder })).toMatchObject({ code: 0, stdout: `${ids[0]}\n` });
    expect(readdirSync(runs).sort()).toEqual([ids[1], ids[2], 'notes'].sort());
    expect(readFileSync(join(elsewhere, 'precious.txt'), 'utf8')).toBe('x');
  });
});

describe('what is typed wrongly is said in one line', () => {
  test.each([
    [['list', '--status', 'faild'], 2, 'error: there is no status "faild"; did you mean FAILED?'],
    [['list', '--limit', '-1'], 2, 'error: --limit takes a whole number (got "-1")'],
    [
      ['show', '19700101-000000-001xxxxxx'],
      1,
      /^error: there is no run "19700101-000000-001xxxxxx"; did you mean 19700101-000000-001\S+\?$/,
    ],
    [['show', '19700101'], 1, /^error: "19700101" fits 2 runs: /],
    [['logs', 'nope'], 1, 'error: there is no run "nope"; see `actionsmith runs list`'],
    [['prune'], 2, 'error: say what may go: --keep <count>, --older-than <age>, or both'],
    [['prune', '--keep', 'all'], 2, 'error: --keep takes a whole number (got "all")'],
    [['prune', '--older-than', '7'], 2, 'error: --older-than takes a number with m, h, d or w, such as 7d (got "7")'],
    [['list', '--plugin', 'nowhere'], 1, /^error: there is no plugin "nowhere"/],
  ])('runs %j', async (words, code, message) => {
    const { folder } = await somePlugin([newRunId(1), newRunId(2)]);
    const finished = await runCli(['runs', ...words], { cwd: folder });
    expect(finished).toMatchObject({ code, stdout: '' });
    const lines = finished.stderr.trimEnd().split('\n');
    expect(lines).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
  });
});

test('every command explains itself', async () => {
  for (const command of ['list', 'show', 'logs', 'prune']) {
    const { code, stdout } = await runCli(['runs', command, '--help']);
    expect({ command, code, example: stdout.includes('$ actionsmith runs ') }).toEqual({ command, code: 0, example: true });
  }
});
