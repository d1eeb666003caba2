import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useBundledScript } from '../support/bundle-script.ts';
import { makeFolder } from '../support/make-plugin.ts';

const script = useBundledScript('checkpoints/run-six-steps.ts');
const NAMES = ['one', 'two', 'three', 'four', 'five', 'six'];
const RESULT = '[6,13,28,59,122,249]';

function run(path: string, killIn = ''): { readonly signal: NodeJS.Signals | null; readonly lines: string[] } {
  const { signal, stdout } = spawnSync(process.execPath, [script.file, path, killIn], { encoding: 'utf8' });
  return { signal, lines: stdout.trimEnd().split('\n') };
}

const resumedAfter = (done: number): string[] => [
  ...NAMES.map((name, index) => `${index < done ? 'restored' : 'started'} ${name}`),
  RESULT,
];

test.each([0, 1, 2, 3, 4, 5, 6])('a run killed after %i of six steps goes on with the next one, and has the same result', (done) => {
  const path = join(makeFolder(), 'checkpoints.jsonl');
  const killed = run(path, NAMES[done] ?? 'result');
  expect(killed.signal).toBe('SIGKILL');
  expect(killed.lines).toEqual(NAMES.slice(0, done + 1).map((name) => `started ${name}`));
  appendFileSync(path, '{"type":"checkpoint","time":1,"chan'); // what was being written then
  expect(run(path)).toEqual({ signal: null, lines: resumedAfter(done) });
});

test('a run that is killed again and again gets to its end', () => {
  const path = join(makeFolder(), 'checkpoints.jsonl');
  for (const name of [...NAMES, 'result']) expect(run(path, name).signal).toBe('SIGKILL');
  expect(run(path)).toEqual({ signal: null, lines: resumedAfter(6) });
});
