import { readFileSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { makePlugin, writeIn } from '../../support/make-plugin.ts';
import { runCli } from '../../support/run-cli.ts';

const CONFIG =
  'name: Tiny\ncode: tiny\nactions:\n  go:\n    params: { type: object, properties: { times: { type: integer, default: 1 } } }\n';

let folder: string;
beforeEach(async () => {
  folder = makePlugin({ 'config.yaml': CONFIG });
  await runCli(['generate', folder]);
});

test('a second run says that there is nothing to do', async () => {
  expect(await runCli(['generate', folder])).toEqual({ code: 0, stdout: 'Nothing to do: everything is current.\n', stderr: '' });
});

test('an edit of the contract is seen, however small', async () => {
  writeIn(folder, 'config.yaml', CONFIG.replace('times', 'tunes'));
  expect((await runCli(['generate', folder])).stdout).toContain('updated     generated/go/types.ts');
});

test('an edit of an owned file is named, and kept, before the file is put right', async () => {
  const text = readFileSync(join(folder, 'generated/go/types.ts'), 'utf8');
  writeIn(folder, 'generated/go/types.ts', text.replace('times', 'tunes'));
  const { stdout, stderr } = await runCli(['generate', folder]);
  const copy = /kept as (\S+)/.exec(stderr)?.[1] ?? '';
  expect({ stdout, stderr }).toEqual({
    stdout: '1 written, 7 unchanged.\n',
    stderr: `updated     generated/go/types.ts: it was edited by hand; what stood there is kept as ${copy}\n`,
  });
  expect(readFileSync(join(folder, copy), 'utf8')).toBe(text.replace('times', 'tunes'));
  expect(readFileSync(join(folder, 'generated/go/types.ts'), 'utf8')).toBe(text);
});

test('--diff writes nothing and shows the lines', async () => {
  writeIn(folder, 'config.yaml', CONFIG.replace('times', 'rounds'));
  const { code, stdout } = await runCli(['generate', folder, '--diff']);
  expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({ code: 0, last: '6 to write, 2 unchanged.' });
  expect(stdout).toContain('-  times: number;\n+  rounds: number;');
  expect(readFileSync(join(folder, 'generated/go/types.ts'), 'utf8')).toContain('times');
});

test('--check does not mind when files were written, only what is in them', async () => {
  for (const path of ['config.yaml', 'generated/go/types.ts']) utimesSync(join(folder, path), new Date(0), new Date(0));
  expect(await runCli(['generate', folder, '--check'])).toEqual({ code: 0, stdout: 'Nothing to do: 8 files are current.\n', stderr: '' });
});

test('--check writes nothing, shows what is not current, and exits 3 with the command that mends it', async () => {
  writeIn(folder, 'config.yaml', CONFIG.replace('times', 'rounds'));
  const before = readFileSync(join(folder, 'generated/go/types.ts'), 'utf8');
  const { code, stdout } = await runCli(['generate', basename(folder), '--check'], { cwd: dirname(folder) });
  expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({
    code: 3,
    last: `6 of 8 files are not current. Run \`actionsmith generate ${basename(folder)}\` and commit the result.`,
  });
  expect(stdout).toContain('out of date generated/go/types.ts');
  expect(stdout).toContain('-  times: number;\n+  rounds: number;');
  expect(readFileSync(join(folder, 'generated/go/types.ts'), 'utf8')).toBe(before);
});

test('--dry-run writes nothing and exits 0', async () => {
  writeIn(folder, 'config.yaml', CONFIG.replace('times', 'rounds'));
  const { code, stdout } = await runCli(['generate', folder, '--dry-run']);
  expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({ code: 0, last: '6 to write, 2 unchanged.' });
  expect(readFileSync(join(folder, 'generated/go/types.ts'), 'utf8')).toContain('times');
});

test('--out puts the generated files elsewhere, and imports follow', async () => {
  expect((await runCli(['generate', folder, '--out', join(folder, 'src/gen')])).code).toBe(0);
  expect(readFileSync(join(folder, 'src/gen/plugin.ts'), 'utf8')).toContain('import("../actions/go.js")');
});

test('an error of the contract has its place and exit code 1; what was generated stays', async () => {
  writeIn(folder, 'config.yaml', CONFIG.replace('params:', 'parms:'));
  const { code, stderr } = await runCli(['generate'], { cwd: folder });
  expect(code).toBe(1);
  expect(stderr).toBe(
    'config.yaml:5:5 error CONFIG_UNKNOWN_KEY\n' +
      '  unknown key "parms" in actions.go\n' +
      '    5 |     parms: { type: object, properties: { times: { type: integer, default: 1 } } }\n' +
      '      |     ^^^^^ did you mean "params"?\n' +
      '\n1 error\n',
  );
  expect(readFileSync(join(folder, 'generated/go/types.ts'), 'utf8')).toContain('times');
});

test('--json is one object for programs', async () => {
  const { stdout } = await runCli(['generate', folder, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, diagnostics: [] });
});

test('an author’s tsconfig that allows it gives imports that end in .ts', async () => {
  writeIn(folder, 'tsconfig.json', '{ // with a comment\n "compilerOptions": { "rewriteRelativeImportExtensions": true } }');
  await runCli(['generate', folder]);
  expect(readFileSync(join(folder, 'generated/plugin.ts'), 'utf8')).toContain('import("../src/actions/go.ts")');
});

test('a plugin without a package.json is given one, so that its stubs run; one that is there is left alone', async () => {
  expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toEqual({
    name: 'tiny',
    version: '0.1.0',
    private: true,
    type: 'module',
  });
  const { code, stderr } = await runCli(['run', 'go', '--plugin', folder, '--quiet']);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `error: execute() of GoAction is not filled in yet: ${folder}/src/actions/go.ts:7\n`,
  });
  writeIn(folder, 'package.json', '{ "type": "module" }');
  writeIn(folder, 'config.yaml', CONFIG.replace('times', 'rounds'));
  await runCli(['generate', folder]);
  expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe('{ "type": "module" }');
});

test('a warning is repeated for as long as the contract is not mended, also where there is nothing to do', async () => {
  writeIn(folder, 'config.yaml', CONFIG.replace('  go:\n', '  go:\n    method: restapi\n'));
  const warning =
    'config.yaml:5:13 warning CONFIG_METHOD_RESTAPI\n' +
    '  method restapi is read as serve\n' +
    '    5 |     method: restapi\n' +
    '      |             ^^^^^^^\n' +
    '      = Write serve.\n' +
    '\n1 warning\n';
  expect((await runCli(['generate'], { cwd: folder })).stderr).toBe(warning);
  expect(await runCli(['generate'], { cwd: folder })).toEqual({
    code: 0,
    stdout: 'Nothing to do: everything is current.\n',
    stderr: warning,
  });
  writeIn(folder, 'config.yaml', CONFIG);
  expect((await runCli(['generate'], { cwd: folder })).stderr).toBe('');
  expect(await runCli(['generate'], { cwd: folder })).toMatchObject({ stdout: 'Nothing to do: everything is current.\n', stderr: '' });
});
