import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, writeIn } from '../support/make-plugin.ts';
import { runCli } from '../support/run-cli.ts';

test('generated code that was made from another contract is not run', async () => {
  const folder = join(makeFolder(), 'numbers');
  await runCli(['init', folder]);
  const schema = readFileSync(join(folder, 'schemas/describe.params.json'), 'utf8');
  writeIn(folder, 'schemas/describe.params.json', schema.replace('"minItems": 1', '"minItems": 3'));
  expect(await runCli(['run', 'describe', '--plugin', folder, '--values', '1,2,3'])).toEqual({
    code: 1,
    stdout: '',
    stderr: `error: the generated code of action describe is not what its contract asks for: run \`actionsmith generate ${folder}\`\n`,
  });
  await runCli(['generate', folder]);
  expect((await runCli(['run', 'describe', '--plugin', folder, '--values', '1,2,3'])).code).toBe(0);
});

test('an action that was added to the contract and not yet generated is named', async () => {
  const folder = join(makeFolder(), 'numbers');
  await runCli(['init', folder]);
  writeIn(folder, 'config.yaml', `${readFileSync(join(folder, 'config.yaml'), 'utf8')}  more: {}\n`);
  const { code, stderr } = await runCli(['run', 'more', '--plugin', folder]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `error: there is no generated code for action more: run \`actionsmith generate ${folder}\`\n`,
  });
});
