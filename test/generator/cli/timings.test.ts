import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { TimingsReport } from '../../../generated/timings-report/types.ts';
import { checkTimingsReport } from '../../../generated/timings-report/validators.ts';
import { makePlugin, writeIn } from '../../support/make-plugin.ts';
import { runCli } from '../../support/run-cli.ts';

const CONFIG = 'name: Tiny\ncode: tiny\nactions:\n  go: { params: params.json }\n  stay: { params: { type: object } }\n';
const ALL = ['stats', 'load', 'read', 'check', 'model', 'plan', 'emit', 'reconcile', 'remember'];

let folder: string;
beforeEach(() => {
  folder = makePlugin({ 'config.yaml': CONFIG, 'params.json': { type: 'object', properties: { times: { type: 'integer' } } } });
});

/** What a report says of the work that was done. */
function read(text: string): { phases: string[]; actions: number; changed: number; unchanged: number } {
  const checked = checkTimingsReport.check(JSON.parse(text));
  expect(checked).toMatchObject({ ok: true });
  const report = (checked as { value: TimingsReport }).value;
  const { phases, total_ms, actions, files_changed, files_unchanged, peak_memory_bytes } = report;
  expect(phases.reduce((sum, { ms }) => sum + ms, 0)).toBeLessThanOrEqual(total_ms);
  expect(peak_memory_bytes).toBeGreaterThan(2 ** 24);
  expect({ actionsmith: report.actionsmith, node: report.node }).toEqual({ actionsmith: '0.1.0', node: process.version });
  return { phases: phases.map(({ phase }) => phase), actions, changed: files_changed, unchanged: files_unchanged };
}

test('--timings=json prints the report alone: of a first run, of one with nothing to do, and of one changed schema', async () => {
  const first = await runCli(['generate', folder, '--timings=json']);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(read(first.stdout)).toEqual({ phases: ALL, actions: 2, changed: 12, unchanged: 0 });
  expect(read((await runCli(['generate', folder, '--timings=json'])).stdout)).toEqual({
    phases: ['stats'],
    actions: 0,
    changed: 0,
    unchanged: 0,
  });
  writeIn(folder, 'params.json', '{ "type": "object", "properties": { "tunes": { "type": "integer" } } }');
  expect(read((await runCli(['generate', folder, '--timings=json'])).stdout)).toEqual({
    phases: ['stats', 'load', 'check', 'model', 'plan', 'emit', 'reconcile', 'remember'],
    actions: 1,
    changed: 6,
    unchanged: 6,
  });
});

test('--timings prints a table after everything else, and --timings=<file> writes the report', async () => {
  const file = join(folder, 'times.json');
  const { stdout } = await runCli(['generate', folder, `--timings=${file}`]);
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('12 written, 0 unchanged.');
  expect(read(readFileSync(file, 'utf8')).phases).toEqual(ALL);
  const { stderr } = await runCli(['generate', folder, '--timings']);
  expect(stderr.replaceAll(/ +[\d.]+ ms/g, ' … ms').replace(/\d+ MiB/, '… MiB')).toBe(
    'stats … ms\ntotal with the start of Node … ms\n0 actions looked at, … MiB at most\n',
  );
});

test.each<[string, string[], number, string]>([
  ['a folder behind --timings', ['--timings', '.'], 2, 'the folder of the plugin goes before it'],
  ['a second document on stdout', ['.', '--timings=json', '--json'], 2, '--timings=json would print a second document to stdout'],
  ['a place that is not there', ['.', '--timings=no/such/times.json'], 1, 'no/such/times.json'],
])('%s is told in one line', async (_name, args, code, message) => {
  const result = await runCli(['generate', ...args], { cwd: folder });
  expect(result.code).toBe(code);
  expect(result.stderr).toContain(message);
  expect(result.stderr).not.toMatch(/\n\s+at |This is a bug/);
});
