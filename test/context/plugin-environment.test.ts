import { PluginEnvironment } from 'actionsmith';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => void vi.unstubAllEnvs());

const env = new PluginEnvironment({ DEBUG: 'Yes', WORKERS: '4', RATE: '0.5', TAGS: 'a, b,,c', EMPTY: '' });

test('values are read as the type that is asked for', () => {
  expect([env.getBoolean('DEBUG'), env.getInteger('WORKERS'), env.getNumber('RATE'), env.getList('TAGS'), env.getString('EMPTY')]).toEqual([
    true,
    4,
    0.5,
    ['a', 'b', 'c'],
    '',
  ]);
});

test('what is missing gives the fallback', () => {
  expect([
    env.getBoolean('NO', true),
    env.getInteger('NO', 7),
    env.getNumber('NO', 0.1),
    env.getList('NO', ['x']),
    env.getString('NO', 'y'),
    env.get('NO'),
  ]).toEqual([true, 7, 0.1, ['x'], 'y', undefined]);
});

test('a value of another type is an error that names it', () => {
  expect(() => env.getInteger('RATE')).toThrow('the environment variable RATE must be a whole number (got "0.5")');
  expect(() => env.getNumber('EMPTY')).toThrow('the environment variable EMPTY must be a number (got "")');
});

test('names of Object.prototype are no variables', () => {
  expect([env.has('toString'), env.get('constructor')]).toEqual([false, undefined]);
});

test('later values win when environments are merged, and neither changes', () => {
  const merged = env.merge({ WORKERS: '8', NEW: '1' }).merge(new PluginEnvironment({ NEW: '2' }));
  expect([merged.get('WORKERS'), merged.get('NEW'), env.get('WORKERS')]).toEqual(['8', '2', '4']);
});

test('the environment of the process can be narrowed to a prefix, which is cut off', () => {
  vi.stubEnv('PLUGIN_TOKEN', 'abc');
  expect(PluginEnvironment.fromEnviron({ prefix: 'PLUGIN_' }).get('TOKEN')).toBe('abc');
  expect(PluginEnvironment.fromEnviron().get('PLUGIN_TOKEN')).toBe('abc');
});
