import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { validateConfig } from '../../generator/check/validate-config.ts';
import { installToolkit, makeFolder, TOOLKIT } from '../support/make-plugin.ts';
import { runCli } from '../support/run-cli.ts';
import { YamlLanguageServer } from '../support/yaml-language-server.ts';

const SCHEMA = join(TOOLKIT, 'schemas/plugin-config.schema.json');
const FIRST_LINE = `# yaml-language-server: $schema=${SCHEMA}\n`;
let server: YamlLanguageServer;

beforeAll(async () => {
  server = await YamlLanguageServer.start(TOOLKIT);
});
afterAll(() => server[Symbol.asyncDispose]());

/** What is YAML at all: the editor has words of its own for what is not. */
function isReadable(name: string): boolean {
  return existsSync(`test/cases/${name}/config.yaml`) && !/^(yaml-|duplicate-keys|empty-file|file-not)/.test(name);
}

/** `editor`: whether nothing is marked. `ours`: whether the checker takes the value. */
async function judge(name: string): Promise<{ name: string; editor: boolean; ours: boolean }> {
  const text = readFileSync(`test/cases/${name}/config.yaml`, 'utf8');
  const marked = await server.open(join(TOOLKIT, `.actionsmith/editor/${name}/config.yaml`), FIRST_LINE + text);
  return { name, editor: marked.length === 0, ours: validateConfig(parse(text, { version: '1.2' })).ok };
}

test('the editor and the checker are of one mind about every contract that is YAML', async () => {
  const verdicts = await Promise.all(readdirSync('test/cases').filter(isReadable).map(judge));
  expect(verdicts.filter(({ editor, ours }) => editor !== ours)).toEqual([]);
  const good = verdicts.filter(({ ours }) => ours).length;
  expect(good).toBeGreaterThan(20);
  expect(verdicts.length - good).toBeGreaterThan(8);
});

test('the example has nothing marked', async () => {
  const path = join(TOOLKIT, 'examples/penguins/config.yaml');
  expect(await server.open(path, readFileSync(path, 'utf8'))).toEqual([]);
});

test('a plugin of init is completed, explained and checked through its first line, without a network', async () => {
  const folder = join(makeFolder(), 'my-plugin');
  await runCli(['init', folder]);
  installToolkit(folder);
  const path = join(folder, 'config.yaml');
  const text = readFileSync(path, 'utf8');
  expect(await server.open(path, text)).toEqual([]);
  const wrong = join(folder, 'edited.yaml');
  const edited = text.replace('method: local', 'methd: local').replace('category: custom', 'category: cutsom');
  expect(await server.open(wrong, edited)).toEqual([
    expect.stringMatching(/^5:11 Value is not accepted. Valid values: "neural_net",/),
    expect.stringMatching(/^11:5 Property methd is not allowed\.$/),
  ]);
  expect(await server.complete(wrong, 5, 11)).toEqual(expect.arrayContaining(['neural_net', 'custom']));
  const lines = edited.split('\n');
  expect(await server.complete(wrong, lines.findIndex((line) => line.includes('methd')) + 1, 5)).toEqual(
    expect.arrayContaining(['method', 'steps', 'resources', 'result_validation']),
  );
  const params = lines.findIndex((line) => line.includes('params:')) + 1;
  expect(await server.hover(wrong, params, 6)).toContain('JSON Schema of the params: a path below the plugin, or the schema itself');
  expect(server.fetched).toEqual([]);
});

test('every key of config.yaml says what it is for', () => {
  const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as Schema;
  expect(silentKeys(schema, schema)).toEqual([]);
});

type Schema = { readonly [keyword: string]: unknown };

function silentKeys(root: Schema, schema: Schema, place = ''): string[] {
  const own = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).flatMap(([key, value]) =>
    describes(root, value) ? [] : [`${place}/${key}`],
  );
  const below = Object.entries(schema).flatMap(([key, value]) =>
    value !== null && typeof value === 'object' ? silentKeys(root, value as Schema, `${place}/${key}`) : [],
  );
  return [...own, ...below];
}

function describes(root: Schema, { description, $ref }: Schema): boolean {
  if (typeof description === 'string') return true;
  return typeof $ref === 'string' && describes(root, (root['$defs'] as Record<string, Schema>)[$ref.replace('#/$defs/', '')]!);
}
