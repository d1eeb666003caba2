import { existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { generate } from '../../../generator/index.ts';
import { makePlugin, TOOLKIT, writeIn } from '../../support/make-plugin.ts';
import { runCli, runTsc } from '../../support/run-cli.ts';

const PARAMS = {
  type: 'object',
  required: ['dataset'],
  properties: {
    dataset: { type: 'integer', minimum: 1 },
    epochs: { type: 'integer', minimum: 1, default: 10 },
    mode: { enum: ['fast', 'slow'], default: 'fast' },
    nodes: { type: 'array', items: { $ref: '#/$defs/Node' } },
  },
  $defs: {
    Node: { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 2 }, next: { $ref: '#/$defs/Node' } } },
  },
};
const CONFIG = { name: 'Fruit', code: 'fruit', actions: { train: { params: PARAMS, result: { type: 'object' } }, check: {} } };

function plugin(params: object = PARAMS): string {
  const config = { ...CONFIG, actions: { ...CONFIG.actions, train: { ...CONFIG.actions.train, params } } };
  return makePlugin({ 'config.yaml': JSON.stringify(config), 'package.json': { type: 'module' } });
}

/** What `generate --zod` wrote for these params. */
async function zodOf(params: object): Promise<z.ZodType> {
  const folder = plugin(params);
  const { files, diagnostics } = await generate({ plugin: folder, zod: true });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  symlinkSync(join(TOOLKIT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  expect(files.has('generated/train/zod.ts')).toBe(true);
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'generated/train/zod.ts')],
    alias: { 'actionsmith/codegen/v1': join(TOOLKIT, 'runtime/codegen/v1.ts') },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    loader: { '.py': 'text', '.node': 'empty' }, // parts of bases that no schema runs
  });
  const module = (await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]!.text).toString('base64')}`)) as {
    trainParamsSchema: z.ZodType;
  };
  return module.trainParamsSchema;
}

function pathsOf(schema: z.ZodType, value: unknown): string[] {
  return (schema.safeParse(value).error?.issues ?? []).map(({ path }) => path.join('.')).toSorted();
}

test('zod schemas are written on request, one module for each action that has schemas', async () => {
  const folder = plugin();
  const plain = await generate({ plugin: folder, write: false });
  const { ok, files } = await generate({ plugin: folder, write: false, zod: true });
  expect(ok).toBe(true);
  expect([...files.keys()].filter((path) => !plain.files.has(path))).toEqual(['generated/train/zod.ts']);
  const code = files.get('generated/train/zod.ts')!;
  expect(code).toContain('export const trainParamsSchema: z.ZodType<TrainParams, TrainParamsInput> = z.strictObject({');
  expect(code).toContain('dataset: z\n    .number()');
  expect(code).toContain('mode: z.literal(["fast", "slow"]).prefault("fast"),');
  expect(code).toContain('nodes: z.array(z.lazy(() => NodeSchema)).optional(),');
});

test('a zod schema has the types of the contract, in and out', async () => {
  const folder = plugin();
  symlinkSync(join(TOOLKIT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const { files } = await generate({ plugin: folder, write: false, zod: true });
  for (const name of ['types', 'zod']) writeIn(folder, `src/${name}.ts`, files.get(`generated/train/${name}.ts`)!);
  writeIn(
    folder,
    'src/use.ts',
    `import { trainParamsSchema } from './zod.js';
const params = trainParamsSchema.parse({ dataset: 1 });
export const epochs: number = params.epochs;
export const mode: 'fast' | 'slow' = params.mode;
// @ts-expect-error -- the contract has no such field
export const other: unknown = params.other;
`,
  );
  const compilerOptions = {
    strict: true,
    module: 'nodenext',
    target: 'es2023',
    noEmit: true,
    types: [],
    skipLibCheck: true,
    isolatedDeclarations: true,
    declaration: true,
    exactOptionalPropertyTypes: true,
    verbatimModuleSyntax: true,
  };
  writeIn(folder, 'tsconfig.json', JSON.stringify({ compilerOptions, include: ['src'] }));
  expect((await runTsc(folder)).stdout).toBe('');
});

test('a schema with checks that zod could not wait for is refused, and nothing is written', async () => {
  const folder = plugin({ type: 'object', properties: { a: { type: 'integer' } }, 'x-validate': 'src/validators.ts#checkA' });
  const { ok, diagnostics } = await generate({ plugin: folder, zod: true });
  expect({ ok, found: diagnostics.map(({ code, message }) => ({ code, message })) }).toEqual({
    ok: false,
    found: [
      {
        code: 'ZOD_NOT_EMITTED',
        message: 'TrainParams cannot be said with zod: it has x-validate (checkA), which parse() could not wait for',
      },
    ],
  });
  expect(existsSync(join(folder, 'generated'))).toBe(false);
  expect((await generate({ plugin: folder, write: false })).ok).toBe(true);
});

test('what zod has no words for is said by helpers of the runtime, with the place of each issue', async () => {
  const schema = await zodOf({
    type: 'object',
    allOf: [{ $ref: '#/$defs/Base' }],
    properties: {
      toString: { type: 'string' },
      pair: { type: 'array', prefixItems: [{ properties: { b: { default: 1 } } }, { type: 'integer' }] },
    },
    patternProperties: { '^x': { properties: { b: { default: 2 } } } },
    unevaluatedProperties: false,
    $defs: { Base: { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, tries: { default: 3 } } } },
  });
  expect(schema.safeParse({ id: 1, x1: {}, pair: [{}] })).toEqual({
    success: true,
    data: { id: 1, tries: 3, x1: { b: 2 }, pair: [{ b: 1 }] },
  });
  expect(pathsOf(schema, { id: 1, other: 1, toString: 2, pair: [{}, 'no'] })).toEqual(['pair.1', 'toString']);
  expect(pathsOf(schema, { id: 1, other: 1 })).toEqual(['other']);
  expect(pathsOf(schema, {})).toEqual(['id']);
});

test('checks that count properties are not asked about what is no object', async () => {
  const schema = await zodOf({
    type: 'object',
    properties: { a: { minProperties: 1, properties: { toString: { type: 'string' } } }, b: { required: ['__proto__'], maxProperties: 1 } },
  });
  expect(schema.safeParse({ a: null, b: 'x' }).success).toBe(true);
  expect(pathsOf(schema, { a: {}, b: {} })).toEqual(['a', 'b.__proto__']);
});

test('a zod schema keeps the rules of the contract', async () => {
  const rule = { rule: 'self.low <= self.high', message: 'must be <= high', hint: 'swap them', at: '/low' };
  const low = { type: 'integer' };
  const schema = await zodOf({ type: 'object', required: ['low', 'high'], properties: { low, high: low }, 'x-rules': [rule] });
  expect(schema.safeParse({ low: 1, high: 2 }).success).toBe(true);
  const { error } = schema.safeParse({ low: 3, high: 2 });
  expect(error?.issues.map(({ path, message }) => ({ path, message }))).toEqual([{ path: ['low'], message: 'must be <= high; swap them' }]);
  expect(pathsOf(schema, { low: 3, high: 'x' })).toEqual(['high']);
});

test('generate --zod is remembered as such: what it wrote stays, and goes when it is not asked for', async () => {
  const folder = plugin();
  const file = join(folder, 'generated/train/zod.ts');
  await runCli(['generate', folder, '--zod']);
  const { mtimeMs } = statSync(file);
  expect((await runCli(['generate', folder, '--zod'])).stdout).toContain('Nothing to do');
  expect(statSync(file).mtimeMs).toBe(mtimeMs);
  expect(readFileSync(join(folder, 'generated/contract.json'), 'utf8')).toContain('generated/train/zod.ts');
  await runCli(['generate', folder]);
  expect(existsSync(file)).toBe(false);
});
