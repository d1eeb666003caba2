import { ExecutionError, type RunEvent, RunCancelled } from 'actionsmith';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RunRecorder } from '../../runtime/history/run-recorder.ts';
import { Redactor } from '../../runtime/redaction/redactor.ts';
import { makeFolder } from '../support/make-plugin.ts';
import { runPlan, writeRun } from '../support/run-plan.ts';

const read = (folder: string, file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const message: RunEvent = { type: 'message', time: 1, message: 'hello', context: 'info' };

test('a run that succeeded leaves its params, its events and its result', async () => {
  const { id, folder } = await writeRun(makeFolder(), { params: { by: 4 }, events: [message, message], outcome: { doubled: 8 } });
  expect(readdirSync(folder).sort()).toEqual(['events.jsonl', 'params.json', 'result.json', 'run.json']);
  expect(read(folder, 'params.json')).toEqual({ by: 4 });
  expect(read(folder, 'result.json')).toEqual({ doubled: 8 });
  expect(readFileSync(join(folder, 'events.jsonl'), 'utf8')).toBe(`${JSON.stringify(message)}\n`.repeat(2));
  expect(read(folder, 'run.json')).toMatchObject({
    id,
    plugin: 'sums',
    action: 'double',
    mode: 'local',
    status: 'SUCCEEDED',
    progress: 100,
    node: process.versions.node,
    host: hostname(),
    pid: process.pid,
  });
});

test('a run that goes on says so, with its process', async () => {
  const { folder } = await writeRun(makeFolder(), {});
  expect(read(folder, 'run.json')).toMatchObject({ status: 'RUNNING', pid: process.pid });
  expect(read(folder, 'run.json')).not.toHaveProperty('endedAt');
});

test.each([
  ['FAILED', new ExecutionError('disk full')],
  ['STOPPED', new RunCancelled('by SIGINT')],
])('a run that has %s leaves its error instead of a result, and how far it came', async (status, outcome) => {
  const events: RunEvent[] = [{ type: 'progress', time: 1, current: 1, total: 4, percent: 25, overall: 12.5, step: 'train' }];
  const { folder } = await writeRun(makeFolder(), { events, outcome });
  expect(read(folder, 'run.json')).toMatchObject({ status, progress: 12.5 });
  expect(read(folder, 'error.json')).toMatchObject({ name: outcome.name, message: outcome.message });
  expect(existsSync(join(folder, 'result.json'))).toBe(false);
});

test('an error is kept with the lines of the author’s file that it came from', async () => {
  const folder = makeFolder();
  const file = join(folder, 'train.ts');
  writeFileSync(file, Array.from({ length: 20 }, (_, index) => `line ${index + 1}`).join('\n'));
  const error = Object.assign(new Error('boom'), { stack: `Error: boom\n    at train (${file}:10:3)\n    at node:internal/x:1:1` });
  const run = await writeRun(folder, { outcome: error });
  writeFileSync(file, 'changed');
  const lines = ['line 6', 'line 7', 'line 8', 'line 9', 'line 10', 'line 11', 'line 12', 'line 13'];
  expect(read(run.folder, 'error.json')).toMatchObject({ message: 'boom', excerpts: [{ file, line: 10, column: 3, from: 6, lines }] });
});

test('a run whose params do not fit leaves nothing', () => {
  const runs = join(makeFolder(), 'runs');
  const recorder = new RunRecorder(runPlan(runs));
  recorder.write(message);
  recorder.fail(new Error('params'));
  expect(existsSync(runs)).toBe(false);
});

test('a run that fails after it had its result has failed', async () => {
  const recorder = await writeRun(makeFolder(), { outcome: 1 });
  recorder.fail(new Error('in a callback'));
  expect(read(recorder.folder, 'run.json')).toMatchObject({ status: 'FAILED' });
  recorder.write(message);
  expect(readFileSync(join(recorder.folder, 'events.jsonl'), 'utf8')).toBe('');
});

test('only the user can read a run', async () => {
  const { folder } = await writeRun(makeFolder(), { outcome: 1 });
  const mode = (file: string): number => statSync(join(folder, file)).mode & 0o777;
  expect([mode('.'), mode('run.json'), mode('params.json'), mode('events.jsonl'), mode('result.json')]).toEqual([
    0o700, 0o600, 0o600, 0o600, 0o600,
  ]);
});

test('secrets are taken out of params, environment, result and error, and the places are noted', async () => {
  const redactor = new Redactor('hunter2');
  const params = { login: { 'pass/word': 'hunter2' }, by: 1 };
  const { folder } = await writeRun(makeFolder(), {
    redactor,
    params,
    env: { TOKEN: 'hunter2', PASS: 'x1', LEVEL: 'info' },
    outcome: 'it is hunter2',
  });
  expect(read(folder, 'run.json')).toMatchObject({
    hiddenParams: ['/login/pass~1word'],
    hiddenEnv: ['TOKEN', 'PASS'],
    env: { TOKEN: '[REDACTED]', PASS: '[REDACTED]', LEVEL: 'info' },
  });
  expect(read(folder, 'params.json')).toEqual({ login: { 'pass/word': '[REDACTED]' }, by: 1 });
  expect(read(folder, 'result.json')).toBe('it is [REDACTED]');
  const failed = await writeRun(makeFolder(), { redactor, outcome: new Error('wrong: hunter2', { cause: new Error('hunter2') }) });
  expect(readFileSync(join(failed.folder, 'error.json'), 'utf8')).not.toContain('hunter2');
});

test('a folder that cannot be made, and one that cannot be written any more, are one warning each, and fail nothing', () => {
  const warnings: string[] = [];
  const warn = (text: string): void => void warnings.push(text);
  const file = join(makeFolder(), 'file');
  writeFileSync(file, '');
  const never = new RunRecorder(runPlan(join(file, 'runs'), { warn }));
  never.begin({});
  never.write(message);
  never.succeed(1);
  expect(never.hasBegun).toBe(false);
  expect(warnings).toEqual([`the history of this run is incomplete, ${never.folder} cannot be written: a part of the path is no folder`]);

  const later = new RunRecorder(runPlan(makeFolder(), { warn }));
  later.begin({});
  mkdirSync(join(later.folder, 'result.json'));
  later.succeed(1);
  later.fail(new Error('late'));
  expect(warnings).toHaveLength(2);
  expect(read(later.folder, 'run.json')).toMatchObject({ status: 'FAILED' });
});

test('two runs at once do not touch each other', async () => {
  const runs = makeFolder();
  const [one, other] = [new RunRecorder(runPlan(runs)), new RunRecorder(runPlan(runs))];
  one.begin({ by: 1 });
  other.begin({ by: 2 });
  one.write(message);
  other.succeed('other');
  one.succeed('one');
  expect([read(one.folder, 'result.json'), read(other.folder, 'result.json')]).toEqual(['one', 'other']);
  expect(readFileSync(join(other.folder, 'events.jsonl'), 'utf8')).toBe('');
});

test('a result of any kind becomes JSON', async () => {
  const { folder } = await writeRun(makeFolder(), { outcome: { at: new Date(0), big: 10n, loop: undefined } });
  expect(read(folder, 'result.json')).toEqual({ at: '1970-01-01T00:00:00.000Z', big: '10' });
});
