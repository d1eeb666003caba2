import { loadPlugin } from 'actionsmith';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generate } from '../../../../generator/index.ts';
import { checkStandard } from '../../../../runtime/validation/index.ts';
import { installToolkit, writeIn } from '../../../support/make-plugin.ts';
import { runCli, runTsc } from '../../../support/run-cli.ts';

const RANGE = {
  type: 'object',
  required: ['low', 'high'],
  properties: { low: { type: 'integer' }, high: { type: 'integer' } },
  'x-rules': [{ rule: 'self.low <= self.high', message: 'must be <= high', hint: 'swap them', at: '/low' }],
};
const TREE = {
  type: 'object',
  required: ['size'],
  properties: {
    size: { type: 'integer' },
    left: { anyOf: [{ $ref: '#/$defs/Tree' }, { type: 'null' }] },
    children: { type: 'array', items: { $ref: '#/$defs/Tree' } },
  },
  'x-rules': [{ rule: '!has(self.children) || self.children.all(c, c.size < self.size)', message: 'must be larger than its children' }],
};
const shape = (kind: string, field: string): object => ({
  type: 'object',
  required: ['kind', field],
  properties: { kind: { const: kind }, [field]: { type: 'number' } },
  'x-rules': [{ rule: `self.${field} > 0.0`, message: `must have a ${field}` }],
});
const PARAMS = {
  type: 'object',
  properties: {
    window: { $ref: '#/$defs/Range' },
    layers: {
      type: 'array',
      items: {
        type: 'object',
        required: ['units'],
        properties: { units: { type: 'integer', default: 3 } },
        'x-rules': [{ rule: 'self.units % 2 == 1', message: 'must be odd', at: '/units' }],
      },
    },
    limits: { type: 'object', additionalProperties: { $ref: '#/$defs/Range' } },
    labels: {
      type: 'object',
      patternProperties: { '^x-': { type: 'string', 'x-rules': [{ rule: 'self != "no"', message: 'must not be no' }] } },
      additionalProperties: false,
    },
    pair: { type: 'array', prefixItems: [{ type: 'string' }, { $ref: '#/$defs/Range' }] },
    tree: { $ref: '#/$defs/Tree' },
    shape: { oneOf: [shape('circle', 'radius'), shape('square', 'side')] },
    both: {
      allOf: [
        { $ref: '#/$defs/Range' },
        {
          type: 'object',
          properties: { step: { type: 'integer', default: 1 } },
          'x-rules': [{ rule: 'self.step > 0', message: 'must be > 0', at: '/step' }],
        },
      ],
    },
    name: { type: ['string', 'null'], 'x-rules': [{ rule: 'self == null || self.size() > 1', message: 'must have two characters' }] },
  },
  'x-rules': [{ rule: '!has(self.window) || self.window.low >= 0', message: 'must start at 0 or later', at: '/window/low' }],
  $defs: { Range: RANGE, Tree: TREE },
};

let folder: string;
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-test-')));
  const actions = { train: { params: PARAMS, result: { type: 'object' } } };
  const compilerOptions = { strict: true, module: 'nodenext', target: 'es2023', noEmit: true, skipLibCheck: true };
  writeIn(folder, 'config.yaml', JSON.stringify({ name: 'Inside', code: 'inside', actions }));
  writeIn(folder, 'package.json', '{ "name": "inside", "type": "module" }');
  writeIn(folder, 'tsconfig.json', JSON.stringify({ compilerOptions, include: ['src', 'generated'] }));
  installToolkit(folder);
  const { ok, diagnostics } = await generate({ plugin: folder });
  expect({ ok, diagnostics }).toEqual({ ok: true, diagnostics: [] });
});
afterAll(() => rmSync(folder, { recursive: true }));

async function issues(params: object): Promise<unknown> {
  const { registry } = await loadPlugin(folder);
  const checked = await checkStandard(registry.get('train').params!, params);
  return checked.ok ? undefined : checked.issues.map(({ path, message }) => [path.join('.'), message]);
}

describe('a rule holds wherever its schema stands', () => {
  const bad = { low: 2, high: 1 };
  test.each<[string, object, [string, string][] | undefined]>([
    ['a definition', { window: bad }, [['window.low', 'must be <= high']]],
    [
      'the root before what is inside',
      { window: { low: -1, high: -2 } },
      [
        ['window.low', 'must start at 0 or later'],
        ['window.low', 'must be <= high'],
      ],
    ],
    ['items', { layers: [{ units: 1 }, { units: 2 }] }, [['layers.1.units', 'must be odd']]],
    ['values of a map', { limits: { a: bad, b: { low: 1, high: 2 } } }, [['limits.a.low', 'must be <= high']]],
    ['properties that match a pattern', { labels: { 'x-a': 'no' } }, [['labels.x-a', 'must not be no']]],
    ['a position of a tuple', { pair: ['a', bad] }, [['pair.1.low', 'must be <= high']]],
    [
      'a schema that contains itself',
      { tree: { size: 3, children: [{ size: 2, left: { size: 1, children: [{ size: 1 }] } }] } },
      [['tree.children.0.left', 'must be larger than its children']],
    ],
    ['a branch with a tag', { shape: { kind: 'square', side: 0 } }, [['shape', 'must have a side']]],
    [
      'all parts of allOf',
      { both: { ...bad, step: 0 } },
      [
        ['both.low', 'must be <= high'],
        ['both.step', 'must be > 0'],
      ],
    ],
    ['a value that may be null', { name: 'a' }, [['name', 'must have two characters']]],
    [
      'nothing that is not there',
      { tree: { size: 1, left: null }, shape: { kind: 'circle', radius: 1 }, name: null, both: { low: 1, high: 1 } },
      undefined,
    ],
  ])('%s', async (_, params, expected) => {
    expect(await issues(params)).toEqual(expected);
  });

  test('a value that is nested deeply', async () => {
    let tree: object = { size: 0 };
    for (let size = 1; size < 900; size++) tree = { size, children: [tree] };
    expect(await issues({ tree })).toBeUndefined();
  });
});

test('the compiler checks the fields of a rule at its place', async () => {
  expect((await runTsc(folder)).stdout).toBe('');
  const file = join(folder, 'generated/train/rules.ts');
  const code = readFileSync(file, 'utf8');
  expect(code).toContain('const rulesOfRange: PlacedRules<Range> = {');
  expect(code).toContain('window: () => rulesOfRange,');
  for (const [field, wrong] of [
    ['=> self.low <=', '=> self.lwo <='],
    ['=> celEqual(self.units %', '=> celEqual(self.nuits %'],
    ['=> self.side >', '=> self.radius >'],
  ] as const) {
    expect(code).toContain(field);
    writeFileSync(file, code.replace(field, wrong));
    // In an open object, what is not declared is there, and unknown.
    expect((await runTsc(folder)).stdout).toMatch(/rules\.ts\(\d+,\d+\): error TS(2339|2551|18046|2362): /);
  }
  writeFileSync(file, code);
}, 30_000);

describe('the sentence is the same from everywhere', () => {
  const sentence = 'params.limits.a.low must be <= high; swap them';
  test.each([
    ['a flag', ['--limits', '{"a":{"low":2,"high":1}}'], `--limits: ${sentence}`],
    ['JSON', ['--params', '{"limits":{"a":{"low":2,"high":1}}}'], `--params: ${sentence}`],
  ])('%s', async (_, words, line) => {
    const { code, stderr } = await runCli(['run', 'train', '--plugin', folder, '--quiet', ...words]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${line}\n` });
  });

  test.each([
    ['params.yaml', 'limits:\n  a: { low: 2, high: 1 }\n', '2:13'],
    ['params.json', '{\n  "limits": { "a": { "low": 2, "high": 1 } }\n}\n', '2:29'],
  ])('%s, with its place', async (name, text, place) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    const { code, stderr } = await runCli(['run', 'train', '--plugin', folder, '--quiet', '--params-file', file]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${file}:${place}: ${sentence}\n` });
  });
});
