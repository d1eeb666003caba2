import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { makeFolder, makePlugin, writeIn } from '../../support/make-plugin.ts';
import { runCli } from '../../support/run-cli.ts';

const CONFIG = `name: Tiny # mine
code: tiny
actions:
  train:
    steps:
      # reads it
      - name: load
        output: { type: object }
      - name: fit
`;

let folder: string;
beforeEach(() => {
  folder = makePlugin({ 'config.yaml': CONFIG });
});

const add = (...args: string[]): ReturnType<typeof runCli> => runCli(['add', ...args], { cwd: folder });
const config = (): string => readFileSync(join(folder, 'config.yaml'), 'utf8');

test('an action comes with its schemas and its class', async () => {
  const { code, stdout, stderr } = await add('action', 'clean_labels', '--steps', 'load,save', '--method', 'job');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(
    'updated     config.yaml\ncreated     schemas/clean-labels.params.json\ncreated     schemas/clean-labels.result.json\n',
  );
  expect(config()).toBe(
    `${CONFIG}  clean_labels:\n    name: Clean labels\n    method: job\n    params: schemas/clean-labels.params.json\n` +
      '    result: schemas/clean-labels.result.json\n    steps:\n      - name: load\n      - name: save\n',
  );
  expect(readdirSync(join(folder, 'src/steps/clean-labels'))).toEqual(['load.ts', 'save.ts']);
});

test('a step comes where it is asked for, with a schema of what it leaves', async () => {
  expect((await add('step', 'train', 'check', '--after', 'load', '--needs', 'load', '--output', '--timeout', '5m')).code).toBe(0);
  expect(config()).toBe(
    CONFIG.replace(
      '      - name: fit',
      '      - name: check\n        needs:\n          - load\n        timeout: 5m\n        output: schemas/train.check.json\n      - name: fit',
    ),
  );
  expect(existsSync(join(folder, 'src/steps/train/check.ts'))).toBe(true);
});

test.each([
  [['action', 'train'], 'there is an action train already'],
  [['action', 'Train'], 'Train and train would share a file or a class; choose another name'],
  [['action', '2go'], '"2go" cannot be the name of an action: letters, digits, - and _ only, starting with a letter'],
  [['action', 'constructor'], '"constructor" cannot be the name of an action: every object has that name already'],
  [['step', 'trian', 'new'], 'there is no action trian; did you mean train?'],
  [['step', 'train', 'new', '--before', 'fitt'], 'there is no step fitt; did you mean fit?'],
  [['step', 'train', 'load'], 'there is a step load already'],
])('%j is refused, and nothing changes', async (args, message) => {
  expect(await add(...args)).toEqual({ code: 2, stdout: '', stderr: `error: ${message}\n` });
  expect(readdirSync(folder)).toEqual(['config.yaml']);
  expect(config()).toBe(CONFIG);
});

test('what makes no right contract is explained, and taken back', async () => {
  const { code, stderr } = await add('step', 'train', 'new', '--timeout', 'soon');
  expect(code).toBe(1);
  expect(stderr).toContain('Nothing was changed.\n');
  expect(config()).toBe(CONFIG);
  expect(readdirSync(folder).filter((name) => name !== '.actionsmith')).toEqual(['config.yaml']);
});

test('a config.yaml that cannot be read is explained as generate explains it', async () => {
  const bomb = Array.from(
    { length: 8 },
    (_, level) =>
      `x-${level}: &x${level} [${Array(9)
        .fill(level === 0 ? '1' : `*x${level - 1}`)
        .join(', ')}]\n`,
  );
  const cases: [string, () => void][] = [
    ['config.yaml:3:1 error YAML_SYNTAX', () => writeIn(folder, 'config.yaml', 'name: x\ncode: x\n\tactions: {}\n')],
    ['error TOO_MANY_VALUES', () => writeIn(folder, 'config.yaml', `${CONFIG}${bomb.join('')}`)],
    ['it is a folder', () => mkdirSync(join(folder, 'config.yaml'))],
    ['it is no plain file', () => void execFileSync('mkfifo', [join(folder, 'config.yaml')])],
    ['error CONFIG_MISSING', () => undefined],
  ];
  for (const [message, make] of cases) {
    rmSync(join(folder, 'config.yaml'), { recursive: true, force: true });
    make();
    const { code, stdout, stderr } = await add('action', 'infer');
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: expect.stringContaining(message) });
    expect(stderr.endsWith('Nothing was changed.\n')).toBe(true);
  }
});

test('a file with steps that cannot be read is named with the place', async () => {
  writeIn(folder, 'config.yaml', 'name: T\ncode: t\nactions:\n  train:\n    steps: steps.yaml\n');
  writeIn(folder, 'steps.yaml', '- name: a\n\tweight: 2\n');
  expect(await add('step', 'train', 'b')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'error: steps.yaml:2:2: this does not belong here: it continues neither the list nor the map above it\n',
  });
});

test('a config.yaml that is a link stays one, and is left alone where it leads out of the plugin', async () => {
  renameSync(join(folder, 'config.yaml'), join(folder, 'contract.yaml'));
  symlinkSync('contract.yaml', join(folder, 'config.yaml'));
  expect((await add('step', 'train', 'save')).code).toBe(0);
  expect(lstatSync(join(folder, 'config.yaml')).isSymbolicLink()).toBe(true);
  expect(config()).toBe(`${CONFIG}      - name: save\n`);

  const other = join(makeFolder(), 'shared.yaml');
  renameSync(join(folder, 'contract.yaml'), other);
  rmSync(join(folder, 'config.yaml'));
  symlinkSync(other, join(folder, 'config.yaml'));
  const { code, stderr } = await add('step', 'train', 'check');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `error: config.yaml:1:1 cannot be added to: it leads out of the plugin's folder, to ${other}. Nothing was changed; add it yourself: {"name":"check"}\n`,
  });
  expect(config()).toBe(`${CONFIG}      - name: save\n`);
});
