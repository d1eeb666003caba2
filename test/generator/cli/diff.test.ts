import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makePlugin, writeIn } from '../../support/make-plugin.ts';
import { runCli } from '../../support/run-cli.ts';

const CONFIG = 'name: Pair\ncode: pair\nactions:\n  act:\n    params: schemas/act.json\n';
const schema = (maximum: number): string =>
  `{\n  "type": "object",\n  "properties": {\n    "n": { "type": "integer", "maximum": ${maximum} }\n  }\n}\n`;

function repository(): string {
  const folder = makePlugin({ 'plugins/one/config.yaml': CONFIG, 'plugins/one/schemas/act.json': schema(9) });
  const git = (...args: string[]): Buffer =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'first');
  git('tag', 'v1');
  writeIn(folder, 'plugins/one/schemas/act.json', schema(5));
  return folder;
}

test('a revision against the folder says what breaks, at both places, and exits 1', async () => {
  const cwd = join(repository(), 'plugins/one');
  const { code, stdout } = await runCli(['diff', 'v1', '.'], { cwd });
  expect(stdout).toBe(
    [
      'breaking params-bound-tightened',
      '  act params.n must be <= 5 (was <= 9)',
      '  old schemas/act.json:4:31',
      '  new schemas/act.json:4:31',
      '  = Go on taking what was taken (a default for what is new, the old value beside the new one), or add a new action and keep this one.',
      '',
      '1 breaking, 0 risky, 0 compatible',
      '',
    ].join('\n'),
  );
  expect(code).toBe(1);
});

test('a path in a revision is one from the top of the repository; the other way round nothing breaks', async () => {
  const cwd = repository();
  const { code, stdout } = await runCli(['diff', 'plugins/one', 'v1:plugins/one', '--format', 'json'], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({
    counts: { breaking: 0, risky: 0, compatible: 1 },
    findings: [{ rule: 'params-bound-relaxed', old: { file: 'schemas/act.json', line: 4, column: 31 } }],
  });
  expect(code).toBe(0);
  expect(await runCli(['diff', 'v1:plugins/one/config.yaml', 'v1:plugins/one'], { cwd })).toEqual({
    code: 0,
    stdout: 'no changes\n',
    stderr: '',
  });
});

test('GitHub is told at the new place, and --fail-on decides what fails', async () => {
  const cwd = repository();
  const { code, stdout } = await runCli(['diff', 'v1', 'plugins/one', '--format', 'github', '--fail-on', 'none'], { cwd });
  expect(stdout).toContain(
    '::error file=plugins/one/schemas/act.json,line=4,col=31,endColumn=32,title=params-bound-tightened::act params.n must be <= 5 (was <= 9).',
  );
  expect(code).toBe(0);
});

test('a link in a revision leads nowhere, and a contract that is wrong is said to be', async () => {
  const cwd = repository();
  rmSync(join(cwd, 'plugins/one/schemas/act.json'));
  symlinkSync('/etc/hostname', join(cwd, 'plugins/one/schemas/act.json'));
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-qam', 'link'], { cwd });
  const { code, stdout, stderr } = await runCli(['diff', 'v1', 'HEAD', '--fail-on', 'none'], { cwd: join(cwd, 'plugins/one') });
  expect(stderr).toContain('CONTRACT_FILE_MISSING');
  expect(stdout).toBe('');
  expect(code).toBe(1);
});

test.each([
  ['a word that is neither', ['diff', 'nowhere', '.'], 'nowhere is neither a folder, a config.yaml nor a revision of this repository'],
  [
    'an option of git',
    ['diff', '.', '--', '--output=x'],
    '--output=x is neither a folder, a config.yaml nor a revision of this repository',
  ],
  ['a folder that a revision does not have', ['diff', 'v1:plugins/two', 'v1:plugins/one'], 'there is no folder plugins/two in '],
  ['one operand', ['diff', 'v1'], "missing required argument 'new'"],
])('%s is wrong usage', async (_what, args, message) => {
  const { code, stderr } = await runCli(args, { cwd: repository() });
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});

test('every rule can be explained, and a rule with a slip is guessed', async () => {
  const { stdout } = await runCli(['explain', 'params-bound-tightened']);
  expect(stdout).toContain(
    'params-bound-tightened (breaking)\nA bound of a param is stricter.\n\nWhy: What callers sent and was taken is refused now.\n',
  );
  const { code, stderr } = await runCli(['explain', 'params-bound-tightend']);
  expect(stderr).toContain('did you mean params-bound-tightened?');
  expect(code).toBe(2);
});
