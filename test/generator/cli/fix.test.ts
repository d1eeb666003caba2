import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { makePlugin, writeIn } from '../../support/make-plugin.ts';
import { runCli } from '../../support/run-cli.ts';

const CONFIG = 'name: Tiny\ncode: tiny\nactions:\n  go:\n    result: { type: object }\n';
const MINE =
  "\uFEFFimport { GoActionBase } from '../../generated/go/action.js';\r\n\r\nexport class GoAction extends GoActionBase {\r\n\t// mine\r\n}";
const FIXED =
  "\uFEFFimport { type GoResult, GoActionBase } from '../../generated/go/action.js';\r\nimport { unfilled } from 'actionsmith';\r\n\r\n" +
  'export class GoAction extends GoActionBase {\r\n\t// mine\r\n' +
  "\toverride async execute(): Promise<GoResult> {\r\n\t\treturn unfilled('execute() of GoAction');\r\n\t}\r\n}";

let folder: string;
beforeEach(async () => {
  folder = makePlugin({ 'config.yaml': CONFIG });
  writeIn(folder, 'src/actions/go.ts', MINE);
});

test('--dry-run shows what would be put in, and writes nothing, not even what is generated', async () => {
  const { code, stdout } = await runCli(['fix', '--dry-run'], { cwd: folder });
  expect(code).toBe(0);
  expect(stdout).toContain('would add   src/actions/go.ts: execute() of GoAction\n');
  expect(stdout).toContain("+\t\treturn unfilled('execute() of GoAction');");
  expect(readFileSync(join(folder, 'src/actions/go.ts'), 'utf8')).toBe(MINE);
  expect((await runCli(['generate', '--check'], { cwd: folder })).code).toBe(3);
});

test('the byte order mark, the line ends and the missing one at the end stay; a second time there is nothing to do', async () => {
  expect(await runCli(['fix'], { cwd: folder })).toEqual({
    code: 0,
    stdout: 'added   src/actions/go.ts: execute() of GoAction\n',
    stderr: '',
  });
  expect(readFileSync(join(folder, 'src/actions/go.ts'), 'utf8')).toBe(FIXED);
  expect((await runCli(['fix'], { cwd: folder })).stdout).toBe('Nothing to do: your classes have all that the contract asks for.\n');
});

test('what it cannot do has a place and exit code 1, and a wrong contract its diagnostics', async () => {
  writeIn(folder, 'src/actions/go.ts', 'export class GoAction {');
  expect(await runCli(['fix', '--plugin', folder])).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/src\/actions\/go\.ts:1:24: mend this first, so that its classes can be found: '}' expected\.\n$/),
  });
  writeIn(folder, 'config.yaml', CONFIG.replace('result', 'resalt'));
  expect(await runCli(['fix'], { cwd: folder })).toMatchObject({ code: 1, stderr: expect.stringContaining('did you mean "result"?') });
});
