import { PluginEnvironment } from 'actionsmith';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { makeFolder } from '../support/make-plugin.ts';

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

test('truth has eight words, and any other is an error', () => {
  const words = new PluginEnvironment({ A: 'ON', B: ' 1 ', C: 'no', D: 'Off', E: '', F: 'maybe', API_TOKEN: 'hunter2' });
  expect(['A', 'B', 'C', 'D', 'E'].map((name) => words.getBoolean(name))).toEqual([true, true, false, false, false]);
  expect(() => words.getBoolean('F')).toThrow('the environment variable F must be true or false (got "maybe")');
  expect(() => words.getBoolean('API_TOKEN')).toThrow(/^the environment variable API_TOKEN must be true or false$/);
});

test('the environment of the process can be narrowed to a prefix, which is cut off, or to some, which stay', () => {
  vi.stubEnv('PLUGIN_TOKEN', 'abc');
  vi.stubEnv('OTHER_TOKEN', 'def');
  expect(PluginEnvironment.fromEnvironment({ prefix: 'PLUGIN_' }).get('TOKEN')).toBe('abc');
  expect(PluginEnvironment.fromEnvironment().get('PLUGIN_TOKEN')).toBe('abc');
  expect(PluginEnvironment.fromEnvironment({ prefixes: ['PLUGIN_', 'OTHER_'] }).toObject()).toEqual({
    PLUGIN_TOKEN: 'abc',
    OTHER_TOKEN: 'def',
  });
});

function write(name: string, text: string): string {
  const file = join(makeFolder(), name);
  writeFileSync(file, text);
  return file;
}

describe('a file', () => {
  test.each([
    ['.env', '# a comment\nWORKERS=4\nexport DEBUG=true\nTAGS=a,b\nTEXT="two\nlines"\n'],
    ['dev.env', 'WORKERS=4\nDEBUG=true\nTAGS="a,b"\nTEXT=\'two\nlines\'\n'],
    ['env.json', '{ "WORKERS": 4, "DEBUG": true, "TAGS": ["a", "b"], "TEXT": "two\\nlines", "NOTHING": null }'],
    ['env.toml', 'WORKERS = 4\nDEBUG = true\nTAGS = ["a", "b"]\nTEXT = """\ntwo\nlines"""\n'],
    ['env.yaml', 'WORKERS: 4\nDEBUG: true\nTAGS: [a, b]\nTEXT: "two\\nlines"\nNOTHING:\n'],
    ['env.YML', 'WORKERS: 4\nDEBUG: true\nTAGS: [a, b]\nTEXT: "two\\nlines"\n'],
  ])('%s is read by its ending', async (name, text) => {
    const read = await PluginEnvironment.fromFile(write(name, text));
    expect([read.getInteger('WORKERS'), read.getBoolean('DEBUG'), read.getList('TAGS'), read.getString('TEXT')]).toEqual([
      4,
      true,
      ['a', 'b'],
      'two\nlines',
    ]);
    expect(read.has('NOTHING')).toBe(false);
  });

  test.each([
    ['env.json', '{"PASSWORD": "hunter2" oops', 'it is not JSON'],
    ['env.toml', 'A = 1\nPASSWORD = hunter2', 'it is not TOML (line 2)'],
    ['env.yaml', 'A: 1\nPASSWORD: hunter2\nPASSWORD: hunter2', 'it is not YAML (line 3)'],
    ['env.yaml', 'A: !hunter2 x', 'it is not YAML (line 1)'],
    ['env.yaml', '- hunter2', 'it must hold names and values'],
    ['env.toml', '[database]\npassword = "hunter2"', 'database is no text, number, boolean or list of these'],
    ['env.json', '{"A": ["x,y"]}', 'the list A has an item with a comma in it, which separates items'],
    ['env.ini', 'A=1', 'its ending .ini is none of .env, .json, .toml, .yaml, .yml'],
  ])('%s that holds %j is an error that does not show it', async (name, text, why) => {
    const file = write(name, text);
    await expect(PluginEnvironment.fromFile(file)).rejects.toThrow(
      new RegExp(`^no environment can be read from ${file}: ${why.replace(/[()]/g, '\\$&')}$`),
    );
  });

  test('that is missing is an error that says so', async () => {
    await expect(PluginEnvironment.fromFile('/nowhere/.env')).rejects.toThrow('/nowhere/.env: there is no such file or folder');
  });
});
