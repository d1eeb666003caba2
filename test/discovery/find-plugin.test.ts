import { findPlugin } from 'actionsmith';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { makePlugin } from '../support/make-plugin.ts';

afterEach(() => void vi.unstubAllEnvs().restoreAllMocks());

const config = 'name: X';
const makeShelf = () => makePlugin({ 'my_plugin/config.yaml': config, 'other-plugin/config.yaml': config, 'empty/readme.md': '' });
const makeSecond = () => makePlugin({ 'my_plugin/config.yaml': config });

test('a plugin is found by its folder', () => {
  const shelf = makeShelf();
  expect(findPlugin(join(shelf, 'my_plugin'))).toBe(join(shelf, 'my_plugin'));
});

test('a code is looked up in the plugin folders, with _ or -', () => {
  const shelf = makeShelf();
  expect(findPlugin('my_plugin', [shelf])).toBe(join(shelf, 'my_plugin'));
  expect(findPlugin('other_plugin', [shelf])).toBe(join(shelf, 'other-plugin'));
});

test('a code is that of the plugin one stands in, whatever else has it, or of one below', () => {
  const shelf = makeShelf();
  vi.spyOn(process, 'cwd').mockReturnValue(join(shelf, 'other-plugin'));
  expect(findPlugin('other_plugin', [makePlugin({ 'other_plugin/config.yaml': config })])).toBe(join(shelf, 'other-plugin'));
  vi.spyOn(process, 'cwd').mockReturnValue(shelf);
  expect(findPlugin('other_plugin', [])).toBe(join(shelf, 'other-plugin'));
  expect(() => findPlugin('empty', [])).toThrow('there is no plugin "empty"');
});

test('the plugin folders come from the environment where none are given', () => {
  const second = makeSecond();
  vi.stubEnv('ACTIONSMITH_PLUGINS', `${second}:/nowhere`);
  expect(findPlugin('my_plugin')).toBe(join(second, 'my_plugin'));
});

test('two matches are an error that names both', () => {
  const shelf = makeShelf();
  const second = makeSecond();
  expect(() => findPlugin('my_plugin', [shelf, second])).toThrow(
    `"my_plugin" names more than one plugin: ${join(shelf, 'my_plugin')}, ${join(second, 'my_plugin')}`,
  );
});

test('a code that leads nowhere, or out of the folders, is not found', () => {
  const shelf = makeShelf();
  expect(() => findPlugin('empty', [shelf])).toThrow(
    `there is no plugin "empty": not a folder with config.yaml, and not in ${shelf}, the installed packages`,
  );
  expect(() => findPlugin('../my_plugin', [join(shelf, 'empty')])).toThrow('there is no plugin "../my_plugin"');
});
