import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makePlugin, writeIn } from '../../support/make-plugin.ts';
import { runCli } from '../../support/run-cli.ts';

const CONFIG = 'name: Fruit\ncode: fruit\nactions:\n  train: { params: { type: object, properties: { epochs: { type: integer } } } }\n';

test('the page is printed, or written, and checked', async () => {
  const plugin = makePlugin({ 'config.yaml': CONFIG });
  const printed = await runCli(['docs', plugin]);
  expect(printed).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('\n# Fruit\n') as unknown });
  expect(await runCli(['docs', '--out', 'docs/fruit.md'], { cwd: plugin })).toMatchObject({
    code: 0,
    stdout: 'written     docs/fruit.md\n',
  });
  expect(readFileSync(join(plugin, 'docs/fruit.md'), 'utf8')).toBe(printed.stdout);
  expect(await runCli(['docs', '--out', 'docs/fruit.md', '--check'], { cwd: plugin })).toMatchObject({
    code: 0,
    stdout: 'docs/fruit.md is current.\n',
  });
  writeIn(plugin, 'config.yaml', CONFIG.replace('epochs', 'passes'));
  expect(await runCli(['docs', '--out', 'docs/fruit.md', '--check'], { cwd: plugin })).toMatchObject({
    code: 3,
    stdout: expect.stringMatching(
      /\n-.*epochs.*\n(?:.*\n)*\+.*passes(?:.*\n)*docs\/fruit.md is not current: run actionsmith docs --out docs\/fruit.md\n$/,
    ) as unknown,
  });
});

test('a page that we did not write is not overwritten, and a wrong contract has none', async () => {
  const plugin = makePlugin({ 'config.yaml': CONFIG, 'README.md': 'mine' });
  const { code, stderr } = await runCli(['docs', '--out', 'README.md'], { cwd: plugin });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'error: README.md is there already, and actionsmith did not write it; name another file, or move it away\n',
  });
  expect(readFileSync(join(plugin, 'README.md'), 'utf8')).toBe('mine');
  writeIn(plugin, 'config.yaml', CONFIG.replace('train:', 'tr ain:'));
  expect(await runCli(['docs', '--out', 'docs/fruit.md'], { cwd: plugin })).toMatchObject({ code: 1, stdout: '' });
  expect(existsSync(join(plugin, 'docs'))).toBe(false);
});

test('a folder in place of the page is named', async () => {
  const plugin = makePlugin({ 'config.yaml': CONFIG });
  for (const flags of [[], ['--check']])
    expect(await runCli(['docs', '--out', '.', ...flags], { cwd: plugin })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: . is a folder; name a file\n',
    });
});

test('a page that config.yaml names is kept current by generate, and only below the plugin', async () => {
  const plugin = makePlugin({ 'config.yaml': `docs: docs/reference.md\n${CONFIG}` });
  await runCli(['generate', plugin]);
  expect(readFileSync(join(plugin, 'docs/reference.md'), 'utf8')).toBe((await runCli(['docs', plugin])).stdout);
  expect((await runCli(['docs', plugin, '--check'])).code).toBe(0);
  writeIn(plugin, 'docs/reference.md', readFileSync(join(plugin, 'docs/reference.md'), 'utf8').replace('epochs', 'passes'));
  expect((await runCli(['generate', plugin, '--check'])).code).toBe(3);
  writeIn(plugin, 'config.yaml', `docs: docs/../../out.md\n${CONFIG}`);
  expect(await runCli(['generate', plugin])).toMatchObject({ code: 1 });
  writeIn(plugin, 'config.yaml', CONFIG);
  await runCli(['generate', plugin]);
  expect(existsSync(join(plugin, 'docs/reference.md'))).toBe(true); // edited by hand meanwhile, so it is kept
});
