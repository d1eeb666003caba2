import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generate } from '../../../generator/index.ts';
import { parseZodReference, ZodModules, type ZodOpened } from '../../../generator/read/zod/zod-modules.ts';
import { makePlugin, TOOLKIT, writeIn } from '../../support/make-plugin.ts';

const CONFIG = { name: 'Fruit', code: 'fruit', actions: { train: { params: 'src/params.ts#TrainParams' } } };

function open(source: string, limits = { timeoutMs: 10_000 }): { opened: ZodOpened; modules: ZodModules; folder: string } {
  const folder = makePlugin({ 'src/params.ts': source });
  const modules = new ZodModules(folder, limits);
  return { opened: modules.open({ file: 'src/params.ts', name: 'Params' }), modules, folder };
}

const reasonOf = ({ opened }: { opened: ZodOpened }): string => (opened.kind === 'failed' ? opened.reason : opened.kind);

test('a reference is a module and an export', () => {
  expect(parseZodReference('./src/params.ts#TrainParams')).toEqual({ file: 'src/params.ts', name: 'TrainParams' });
  expect(parseZodReference('src/params.mjs')).toEqual({ file: 'src/params.mjs', name: '' });
  expect(parseZodReference('schemas/params.json')).toBeUndefined();
  expect(parseZodReference('https://example.com/params.ts#A')).toBeUndefined();
});

test('a zod schema becomes types with the names of its exports, and validators with its defaults', async () => {
  const folder = makePlugin({
    'config.yaml': JSON.stringify(CONFIG),
    'src/optimizer.ts': `import { z } from 'zod';
      export const Optimizer: z.ZodType = z.object({ kind: z.enum(['sgd', 'adam']), lr: z.number().gt(0).default(0.1) });`,
    'src/params.ts': `import { z } from 'zod';
      import { Optimizer } from './optimizer.ts';
      export { Optimizer };
      interface Node { name: string; children: Node[] }
      export const Tree: z.ZodType<Node> = z.object({ name: z.string(), get children() { return z.array(Tree); } });
      export const TrainParams = z.object({
        epochs: z.int().min(1).default(10).describe('How often'),
        optimizer: Optimizer.optional(),
        tree: Tree.optional(),
        mode: z.literal(['a', 'b']),
      });`,
  });
  symlinkSync(join(TOOLKIT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const { ok, files, inputs, diagnostics } = await generate({ plugin: folder, write: false });
  expect({ ok, diagnostics }).toEqual({ ok: true, diagnostics: [] });
  const types = files.get('generated/train/types.ts')!.replaceAll(/\s*\/\*\*.*?\*\//gs, '');
  expect(types).toContain('epochs: number;\n  optimizer?: Optimizer;\n  tree?: Tree;\n  mode: "a" | "b";\n}');
  expect(types).toContain('export interface Tree {\n  name: string;\n  children: Tree[];');
  expect(types).toContain('epochs?: number;\n  optimizer?: OptimizerInput;');
  const own = inputs
    .filter((path) => path.startsWith(folder) && !/node_modules|\/\.\w+$|rc\.\w+$|\.config\./.test(path))
    .map((path) => path.slice(folder.length + 1));
  expect(own.toSorted()).toEqual(['config.yaml', 'src/optimizer.ts', 'src/params.ts', 'tsconfig.json']);
});

test('a change of an imported file is a change of the contract', async () => {
  const folder = makePlugin({
    'config.yaml': JSON.stringify(CONFIG),
    'src/limits.ts': 'export const MAX = 3;',
    'src/params.ts': `import { z } from 'zod'; import { MAX } from './limits.ts'; export const TrainParams = z.object({ a: z.number().max(MAX) });`,
  });
  const before = await generate({ plugin: folder, write: false });
  writeIn(folder, 'src/limits.ts', 'export const MAX = 4;');
  const after = await generate({ plugin: folder, write: false });
  expect(before.files.get('generated/train/types.ts')).toContain('@maximum 3');
  expect(after.files.get('generated/train/types.ts')).toContain('@maximum 4');
});

describe('a module that misbehaves does not break the generator', () => {
  const schema = `import { z } from 'zod'; export const Params = z.object({});`;

  test('by a loop without end', () => {
    expect(reasonOf(open(`${schema} for (;;);`, { timeoutMs: 1000 }))).toBe('it did not end in 1 s');
  });

  test('by a promise that never resolves, or a server that keeps running', () => {
    expect(reasonOf(open(`${schema} await new Promise((resolve) => setTimeout(resolve, 60_000));`, { timeoutMs: 1000 }))).toBe(
      'it did not end in 1 s',
    );
    expect(reasonOf(open(`import { createServer } from 'node:net'; ${schema} createServer().listen(0);`))).toBe('answered');
  });

  test('by ending its process, or being ended', () => {
    expect(reasonOf(open(`${schema} process.exit(3);`))).toBe('it ended its process (exit code 3)');
    expect(reasonOf(open(`${schema} process.kill(process.pid, 'SIGKILL');`))).toBe('it was ended by SIGKILL');
  });

  test('by writing an answer of its own', () => {
    expect(
      reasonOf(open(`import { writeSync } from 'node:fs'; ${schema} writeSync(3, '{"exports":{"Params":null}}'); process.exit(0);`)),
    ).toContain('it ended its process');
  });

  test('by output, by prototypes, and by a stack that overflows', () => {
    expect(reasonOf(open(`${schema} console.log('x'.repeat(1e7)); console.error('x'.repeat(1e7));`))).toBe('answered');
    expect(reasonOf(open(`${schema} JSON.stringify = () => '[]';`))).toBe('answered');
    expect(reasonOf(open(`${schema} const f = (): number => f() + 1; f();`))).toBe('it throws: Maximum call stack size exceeded');
    expect(reasonOf(open(`${schema} throw null;`))).toBe('it throws: null');
  });

  test('by reading the environment: there is none', () => {
    const { opened } = open(`import { z } from 'zod'; export const Params = z.object({ path: z.literal(process.env['PATH'] ?? 'none') });`);
    expect(opened).toMatchObject({ kind: 'answered', export: { schema: { properties: { path: { const: 'none' } } } } });
  });

  test('by a getter that throws when the schema is read', () => {
    expect(
      reasonOf(
        open(`import { z } from 'zod'; export const Params = z.object({ get a() { throw new Error('late'); return z.string(); } });`),
      ),
    ).toBe('it throws: late');
  });

  test('and nothing of it is left behind', () => {
    const { folder } = open(`${schema} process.exit(3);`);
    expect(existsSync(join(folder, 'read-zod.mjs'))).toBe(false);
  });
});

test('an export is read once, however many actions name it', () => {
  const { modules, opened } = open(`import { z } from 'zod'; export const Params = z.object({});`);
  expect(modules.open({ file: 'src/params.ts', name: 'Params' })).toBe(opened);
});

/** A module whose schema says in which process it runs, and what it sees of other modules. */
const good = (name: string): string => `import { z } from 'zod'; export const ${name} = z.object({
  pid: z.literal(process.pid), seen: z.literal(String(globalThis.seen)) }); globalThis.seen = '${name}';`;

/** What a schema says: its process, and what it saw of other modules. */
function openAll(sources: Readonly<Record<string, string>>, timeoutMs = 10_000): (ZodOpened | undefined)[] {
  const folder = makePlugin(sources);
  const modules = new ZodModules(folder, { timeoutMs });
  const references = Object.keys(sources).map((file) => ({ file, name: file.slice(4, -3) }));
  modules.expect(references);
  return references.map((reference) => modules.open(reference));
}

const constantOf = (opened: ZodOpened | undefined, property: string): unknown =>
  opened?.kind === 'answered' && opened.export.kind === 'schema'
    ? (opened.export.schema as { properties: Record<string, { const: unknown }> }).properties[property]!.const
    : undefined;

const named = (name: string): string => `import { z } from 'zod'; export const ${name} = z.object({ a: z.string().meta({ id: 'Same' }) });`;

describe('modules that are expected together', () => {
  test('run in one process, where none sees what another did', () => {
    const opened = openAll({ 'src/A.ts': good('A'), 'src/B.ts': good('B'), 'src/C.ts': good('C') });
    expect(opened.map((one) => constantOf(one, 'seen'))).toEqual(['undefined', 'undefined', 'undefined']);
    expect(new Set(opened.map((one) => constantOf(one, 'pid'))).size).toBe(1);
  });

  test('may give the same id to different schemas', () => {
    expect(openAll({ 'src/A.ts': named('A'), 'src/B.ts': named('B') }).map((one) => one?.kind)).toEqual(['answered', 'answered']);
  });

  test.each([
    ['ends its process', 'process.exit(3);', 'it ended its process (exit code 3)'],
    ['kills its process', "process.kill(process.pid, 'SIGKILL');", 'it was ended by SIGKILL'],
    ['never ends', 'for (;;);', 'it did not end in 2 s'],
    ['throws', "throw new Error('no');", 'it throws: no'],
  ])('are blamed alone where one of them %s', (_, bad, reason) => {
    const [a, b, c] = openAll({ 'src/A.ts': good('A'), 'src/B.ts': `${good('B')} ${bad}`, 'src/C.ts': good('C') }, 2000);
    expect([a?.kind, c?.kind]).toEqual(['answered', 'answered']);
    expect(b?.kind === 'failed' && b.document.file).toBe('src/B.ts');
    expect(b?.kind === 'failed' && b.reason).toBe(reason);
  });

  test('are blamed alone where one of them does not build, leaves the plugin, or is not there', () => {
    const sources = { 'src/A.ts': good('A'), 'src/B.ts': 'export const B = ;', 'src/C.ts': "import '../../other.ts'; export const C = 1;" };
    const [a, b, c] = openAll(sources);
    expect([a?.kind, b?.kind, c?.kind]).toEqual(['answered', 'problem', 'problem']);
    expect(b?.kind === 'problem' && b.problem).toMatchObject({ kind: 'broken', file: 'src/B.ts', at: { line: 1 } });
    expect(c?.kind === 'problem' && c.problem.file).toBe('src/C.ts');
  });

  test('may be one module with several exports', () => {
    const folder = makePlugin({ 'src/params.ts': `import { z } from 'zod'; export const A = z.string(); export const B = z.number();` });
    const modules = new ZodModules(folder);
    modules.expect(['A', 'B', 'C'].map((name) => ({ file: 'src/params.ts', name })));
    const kinds = ['A', 'B', 'C'].map((name) => {
      const opened = modules.open({ file: 'src/params.ts', name });
      return opened.kind === 'answered' ? opened.export.kind : opened.kind;
    });
    expect(kinds).toEqual(['schema', 'schema', 'missing']);
  });
});

test('a string keeps all that its checks ask for, whatever check is the last', () => {
  const { opened } = open(`import { z } from 'zod';
    export const Params = z.object({
      link: z.url().startsWith('https:'),
      mail: z.email().endsWith('@a.org'),
      file: z.string().endsWith('.pt'),
      name: z.string().startsWith('a').includes('b'),
    });`);
  if (opened.kind !== 'answered') throw new Error(opened.kind);
  expect(opened.document.value).toMatchObject({
    properties: {
      link: { type: 'string', format: 'uri', pattern: '^https:.*' },
      mail: { type: 'string', allOf: [{ pattern: expect.stringContaining('@(?:') as string }, { pattern: '@a\\.org$' }] },
      file: { type: 'string', pattern: '\\.pt$' },
      name: { type: 'string', allOf: [{ pattern: '^a.*' }, { pattern: 'b' }] },
    },
  });
  expect(JSON.stringify(opened.document.value).match(/"format":"[^"]*"/g)).toEqual(['"format":"uri"']);
});
