import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generate } from '../../../../generator/index.ts';
import { STRICTEST } from '../../../support/compile-types.ts';
import { installToolkit, makePlugin, writeIn } from '../../../support/make-plugin.ts';
import { runNode, runTsc } from '../../../support/run-cli.ts';

/** Schemas of params that samples are not easily found for, each an action. */
const SHAPES: Readonly<Record<string, object>> = {
  guide: {
    required: ['dataset'],
    properties: {
      dataset: { type: 'integer', exclusiveMinimum: 0 },
      epochs: { type: 'integer', minimum: 1, maximum: 10_000, default: 100 },
      learning_rate: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1, default: 0.001 },
      batch_size: { type: 'integer', minimum: 1, maximum: 512, default: 32 },
      model_name: { type: 'string', pattern: '^yolov8[nsmlx]$', default: 'yolov8n' },
      augmentations: { type: 'array', items: { type: 'string' }, default: [] },
    },
    'x-rules': [{ rule: '!(self.batch_size > 256 && self.epochs > 1000)', message: 'too much', at: '/batch_size' }],
    'x-validate': 'src/validators.ts#checkAugmentations',
  },
  formats: {
    required: ['email', 'uri', 'date', 'when', 'id', 'host'],
    properties: {
      email: { type: 'string', format: 'email' },
      uri: { type: 'string', format: 'uri' },
      date: { type: 'string', format: 'date' },
      when: { type: 'string', format: 'date-time' },
      id: { type: 'string', format: 'uuid' },
      host: { type: 'string', format: 'hostname' },
    },
  },
  patterns: {
    required: ['a', 'b'],
    properties: { a: { type: 'string', pattern: '^[A-Z]{2}\\d{3,}$' }, b: { type: 'string', pattern: 'x|y', minLength: 3 } },
  },
  shapes: {
    required: ['source', 'size'],
    properties: {
      source: {
        oneOf: ['file', 'table'].map((kind) => ({
          type: 'object',
          required: ['kind', kind],
          properties: { kind: { const: kind }, [kind]: { type: 'string' } },
        })),
      },
      size: { anyOf: [{ type: 'integer', multipleOf: 5, minimum: 7 }, { type: 'null' }] },
    },
  },
  lists: {
    required: ['tags', 'box', 'layers'],
    properties: {
      tags: { type: 'array', items: { enum: ['a', 'b', 'c'] }, minItems: 2, uniqueItems: true },
      box: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }], minItems: 2, items: false },
      layers: { type: 'array', minItems: 1, maxItems: 2, items: { $ref: '#/$defs/Layer' } },
    },
    $defs: {
      Layer: {
        type: 'object',
        required: ['units'],
        properties: { units: { type: 'integer', minimum: 1 }, next: { $ref: '#/$defs/Layer' } },
      },
    },
  },
  open: {
    properties: { 'odd name': { type: 'string' }, ['__proto__x']: { type: 'number' } },
    additionalProperties: { type: 'integer' },
    examples: [{ extra: 3 }],
  },
  nothing: { not: {} },
};

let folder: string;
let kits: Readonly<Record<string, { valid: unknown[]; breaks: string[]; accepted: boolean[]; said: boolean[] }>>;

beforeAll(async () => {
  const actions = Object.fromEntries(
    Object.entries(SHAPES).map(([name, shape]) => [
      name,
      { params: { type: 'object', ...shape }, ...(name === 'guide' && { steps: STEPS }) },
    ]),
  );
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-kits-')));
  const files = {
    'config.yaml': JSON.stringify({ name: 'Kit', code: 'kit', test_kit: true, actions }),
    'package.json': { name: 'kit', type: 'module' },
    'tsconfig.json': {
      compilerOptions: { ...STRICTEST, noEmit: false, types: ['node'], outDir: 'dist', rootDir: '.', noEmitOnError: false },
      include: ['generated', 'src'],
    },
  };
  for (const [path, content] of Object.entries(files))
    writeIn(folder, path, typeof content === 'string' ? content : JSON.stringify(content));
  const { ok, diagnostics } = await generate({ plugin: folder });
  expect({ ok, diagnostics }).toEqual({ ok: true, diagnostics: [] });
  installToolkit(folder);
  expect(await runTsc(folder, [])).toMatchObject({ code: 0, stdout: '' });
  writeIn(folder, 'ask.mjs', ASK);
  const { stdout, stderr } = await runNode(['ask.mjs', ...Object.keys(SHAPES)], { cwd: folder });
  expect(stderr).toBe('');
  kits = JSON.parse(stdout) as typeof kits;
});

afterAll(() => rmSync(folder, { recursive: true }));

const STEPS = [
  { name: 'load', output: { type: 'object', required: ['rows'], properties: { rows: { type: 'integer', minimum: 3 } } } },
  { name: 'fit', needs: ['load'] },
];

/** What the compiled kits hold, and what the compiled validators say of it. */
const ASK = `
const all = {};
for (const name of process.argv.slice(2)) {
  const kit = await import('./dist/generated/' + name + '/test-kit.js');
  const { ['check' + name[0].toUpperCase() + name.slice(1) + 'Params']: validator } = await import('./dist/generated/' + name + '/validators.js');
  const refusals = kit.invalidParams.map(({ params, message }) => [validator.check(params), message]);
  all[name] = {
    valid: kit.validParams,
    breaks: kit.invalidParams.map(({ breaks, at }) => breaks + ' ' + at),
    accepted: [...kit.validParams.map((params) => validator.check(params).ok), ...refusals.map(([{ ok }]) => !ok)],
    said: refusals.map(([{ issues }, message]) => message.includes(issues[0].message)),
  };
}
const { fakeGuideContext } = await import('./dist/generated/guide/test-kit.js');
const context = fakeGuideContext({ env: { A: 'b' } });
all.context = { params: context.params, outputs: { ...context.outputs }, env: context.ctx.env.toObject() };
console.log(JSON.stringify(all));
`;

test('every sample of the kit is judged by the compiled validator as the kit says', () => {
  for (const name of Object.keys(SHAPES)) {
    expect(kits[name]!.accepted.filter((isRight) => !isRight)).toEqual([]);
    expect(kits[name]!.said.filter((isSaid) => !isSaid)).toEqual([]);
  }
});

test('every contract that takes anything has params that fit', () => {
  expect(Object.keys(SHAPES).filter((name) => kits[name]!.valid.length === 0)).toEqual(['nothing']);
  expect(kits['guide']!.valid[0]).toEqual({ dataset: 1 });
  expect(kits['patterns']!.valid[0]).toEqual({ a: 'AA000', b: expect.stringMatching(/^(?=.*[xy]).{3,}$/) as unknown });
  expect(kits['open']!.valid[0]).toEqual({ extra: 3 });
});

test('what does not fit is named by the keyword that it breaks, and its place', () => {
  expect(kits['guide']!.breaks).toEqual([
    'type ',
    'required dataset',
    'type dataset',
    'exclusiveMinimum dataset',
    'additionalProperties unknown_name',
    'type epochs',
    'minimum epochs',
    'maximum epochs',
    'type learning_rate',
    'exclusiveMinimum learning_rate',
    'exclusiveMaximum learning_rate',
    'type batch_size',
    'minimum batch_size',
    'maximum batch_size',
    'type model_name',
    'pattern model_name',
    'type augmentations',
  ]);
  expect(kits['lists']!.breaks).toEqual(
    expect.arrayContaining(['minItems tags', 'uniqueItems tags', 'enum tags[0]', 'maxItems layers', 'minimum layers[0].units']),
  );
});

test('the context has the params with their defaults, and what the steps leave', () => {
  expect(kits['context']).toEqual({
    params: { dataset: 1, epochs: 100, learning_rate: 0.001, batch_size: 32, model_name: 'yolov8n', augmentations: [] },
    outputs: { load: { rows: 3 } },
    env: { A: 'b' },
  });
});

test('a plugin that does not ask for kits has none, and no bundle of a job holds one', async () => {
  const plain = makePlugin({ 'config.yaml': 'name: Kit\ncode: kit\nactions:\n  train: {}\n' });
  const { files } = await generate({ plugin: plain, write: false });
  expect([...files.keys()].filter((path) => path.includes('test-kit'))).toEqual([]);
  expect(readFileSync(join(folder, 'generated/plugin.ts'), 'utf8')).not.toContain('test-kit');
});
