import { existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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

test('zod schemas are written on request, one module for each action that has schemas', async () => {
  const folder = plugin();
  const plain = await generate({ plugin: folder, write: false });
  const { ok, files } = await generate({ plugin: folder, write: false, zod: true });
  expect(ok).toBe(true);
  expect([...files.keys()].filter((path) => !plain.files.has(path))).toEqual(['generated/train/zod.ts']);
  const code = files.get('generated/train/zod.ts')!;
  expect(code).toContain('export const trainParamsSchema: z.ZodType<TrainParams, TrainParamsInput> = z.strictObject({');
  expect(code).toContain('dataset: z\n    .number()');
  expect(code).toContain("mode: z.literal(['fast', 'slow']).prefault('fast'),");
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

test('a schema that zod would judge in another way is refused, and nothing is written', async () => {
  for (const [part, reason] of [
    [{ unevaluatedProperties: false }, 'unevaluatedProperties'],
    [{ properties: { toString: { type: 'string' } } }, 'a property called toString, which every object inherits'],
    [{ patternProperties: { '^a': { properties: { b: { default: 1 } } } } }, 'a default inside of patternProperties'],
    [{ properties: { a: { prefixItems: [{ properties: { b: { default: 1 } } }] } } }, 'a default inside of prefixItems'],
  ] as const) {
    const folder = plugin({ type: 'object', ...part });
    const { ok, diagnostics } = await generate({ plugin: folder, zod: true });
    expect({ ok, found: diagnostics.map(({ code, message }) => ({ code, message })) }).toEqual({
      ok: false,
      found: [{ code: 'ZOD_NOT_EMITTED', message: `TrainParams cannot be said with zod: it has ${reason}` }],
    });
    expect(existsSync(join(folder, 'generated'))).toBe(false);
    expect((await generate({ plugin: folder, write: false })).ok).toBe(true);
  }
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
