import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../../generator/index.ts';
import { installToolkit, makePlugin, writeIn } from '../support/make-plugin.ts';
import { runTsc } from '../support/run-cli.ts';

const TSCONFIG = {
  compilerOptions: {
    target: 'es2023',
    module: 'nodenext',
    outDir: 'dist',
    rootDir: '.',
    types: ['node'],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    verbatimModuleSyntax: true,
    isolatedDeclarations: true,
    erasableSyntaxOnly: true,
    noImplicitOverride: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    declaration: true,
    skipLibCheck: true,
  },
  include: ['src', 'generated'],
};

const CONFIG = `
name: Fruit Detector
code: fruit_detector
version: 0.1.0
category: neural_net
actions:
  train:
    name: Train Model
    description: Train on one dataset
    method: job
    params:
      type: object
      required: [dataset]
      properties:
        dataset: { type: integer, minimum: 1 }
        epochs: { type: integer, minimum: 1, maximum: 1000, default: 10, description: How often }
    result: { type: object, required: [loss], properties: { loss: { type: number } } }
    steps:
      - name: load_dataset
        weight: 0.2
        output: { type: object, required: [rows], properties: { rows: { type: integer } } }
      - name: augment
        weight: 0.1
        skippable: true
        output: { type: object, required: [copies], properties: { copies: { type: integer } } }
      - name: train
        weight: 0.7
        needs: [load_dataset]
        effects: external
        rollback: true
        timeout: 2h
        retry: { attempts: 3, delay: 5s, factor: 2 }
        output: { type: object, required: [loss], properties: { loss: { type: number } } }
  infer:
    name: Run Inference
    params: { type: object, properties: { inputs: { type: array, items: { type: number } } } }
`;

const plugin = (config = CONFIG) =>
  makePlugin({ 'config.yaml': config, 'package.json': { name: 'fruit', type: 'module' }, 'tsconfig.json': TSCONFIG });

test('a contract becomes these files', async () => {
  const folder = plugin();
  const { ok, diagnostics, files } = await generate({ plugin: folder });
  expect(diagnostics.filter((diagnostic) => diagnostic.severity === 'error')).toEqual([]);
  expect(ok).toBe(true);
  expect([...files.keys()]).toEqual([
    'generated/infer/action.ts',
    'generated/infer/types.ts',
    'generated/infer/validators.ts',
    'generated/plugin.ts',
    'generated/train/action.ts',
    'generated/train/steps.ts',
    'generated/train/types.ts',
    'generated/train/validators.ts',
    'generated/ui-schema.json',
    'package.json',
    'src/actions/infer.ts',
    'src/actions/train.ts',
    'src/steps/train/augment.ts',
    'src/steps/train/load-dataset.ts',
    'src/steps/train/train.ts',
    'generated/contract.json',
  ]);
});

test('what is generated, and the stubs, compile under every strict flag', async () => {
  const folder = plugin();
  await generate({ plugin: folder });
  installToolkit(folder);
  expect(await runTsc(folder)).toMatchObject({ code: 0, stdout: '' });
});

test('the guide’s own config.yaml, which has no schemas, compiles under every strict flag', async () => {
  const folder = plugin(readFileSync('test/cases/guide-config/config.yaml', 'utf8'));
  await generate({ plugin: folder });
  installToolkit(folder);
  writeIn(folder, 'tsconfig.json', JSON.stringify({ ...TSCONFIG, include: ['*.ts', 'generated'] }));
  expect(await runTsc(folder)).toMatchObject({ code: 0, stdout: '' });
});

test('a step cannot read what a later step leaves, and must allow for a step that may be skipped', async () => {
  const folder = plugin();
  await generate({ plugin: folder });
  installToolkit(folder);
  const body =
    'import { LoadDatasetStepBase, type LoadDatasetStepContext } from "../../../generated/train/steps.js";\n' +
    'export class LoadDatasetStep extends LoadDatasetStepBase {\n' +
    '  override async execute(context: LoadDatasetStepContext): Promise<{ rows: number }> { return { rows: context.outputs.train.loss }; }\n}\n';
  writeIn(folder, 'src/steps/train/load-dataset.ts', body);
  const augmented = readFileSync(join(folder, 'src/steps/train/train.ts'), 'utf8').replace(
    'return unfilled("execute() of TrainStep")',
    'return { loss: _context.outputs.augment.copies }',
  );
  writeIn(folder, 'src/steps/train/train.ts', augmented);
  const { code, stdout } = await runTsc(folder);
  expect(code).not.toBe(0);
  expect(stdout).toMatch(/src\/steps\/train\/load-dataset\.ts\(3,\d+\): error TS2339: Property 'train' does not exist/);
  expect(stdout).toContain("'_context.outputs.augment' is possibly 'undefined'");
});

test('a param that is renamed in the contract is a compile error in the author’s file, which stays as it is', async () => {
  const folder = plugin();
  await generate({ plugin: folder });
  installToolkit(folder);
  const own = readFileSync(join(folder, 'src/steps/train/train.ts'), 'utf8').replace(
    'return unfilled("execute() of TrainStep")',
    'return { loss: _context.params.epochs }',
  );
  writeIn(folder, 'src/steps/train/train.ts', own);
  expect((await runTsc(folder)).stdout).toBe('');
  writeIn(folder, 'config.yaml', CONFIG.replace('epochs:', 'rounds:'));
  await generate({ plugin: folder });
  expect(readFileSync(join(folder, 'src/steps/train/train.ts'), 'utf8')).toBe(own);
  expect((await runTsc(folder)).stdout).toMatch(/src\/steps\/train\/train\.ts\(\d+,\d+\): error TS2339: Property 'epochs' does not exist/);
});

test('a second generation writes nothing', async () => {
  const folder = plugin();
  await generate({ plugin: folder });
  const before = statSync(join(folder, 'generated/plugin.ts')).mtimeMs;
  const { changes } = await generate({ plugin: folder });
  expect(new Set(changes.map((change) => change.kind))).toEqual(new Set(['unchanged']));
  expect(statSync(join(folder, 'generated/plugin.ts')).mtimeMs).toBe(before);
});

test('an action that leaves the contract takes its generated files with it, and leaves the author’s', async () => {
  const folder = plugin();
  await generate({ plugin: folder });
  writeIn(folder, 'config.yaml', CONFIG.slice(0, CONFIG.indexOf('  infer:')));
  const { changes } = await generate({ plugin: folder });
  expect(changes.filter((change) => change.kind === 'delete').map((change) => change.path)).toEqual([
    'generated/infer/action.ts',
    'generated/infer/types.ts',
    'generated/infer/validators.ts',
  ]);
  expect(readFileSync(join(folder, 'src/actions/infer.ts'), 'utf8')).toContain('class InferAction');
});

test('without write nothing is written, and the files are the same as those on disk after a real run', async () => {
  const folder = plugin();
  const dry = await generate({ plugin: folder, write: false });
  await generate({ plugin: folder });
  for (const [path, text] of dry.files) {
    if (path !== 'package.json') expect(readFileSync(join(folder, path), 'utf8')).toBe(text); // the author has one already
  }
});

test('a contract with an error writes nothing and says where', async () => {
  const folder = plugin(CONFIG.replace('method: job', 'metod: job'));
  const { ok, diagnostics, files } = await generate({ plugin: folder });
  expect({ ok, files: files.size, line: diagnostics[0]?.line, help: diagnostics[0]?.suggestion }).toEqual({
    ok: false,
    files: 0,
    line: 10,
    help: 'did you mean "method"?',
  });
  expect(() => statSync(join(folder, 'generated'))).toThrow();
});

const HOSTILE = [
  '*/ globalThis.pwned = 1; /*',
  '`${globalThis.pwned = 1}`',
  "'; globalThis.pwned = 1; '",
  '"}; globalThis.pwned = 1; {"',
  '\n globalThis.pwned = 1',
  '\u2028globalThis.pwned=1',
  '{{pwned}}',
  '\\',
  '<script>',
  '__proto__',
];

test.each(HOSTILE)('text that tries to be code stays text: %j', async (text) => {
  const quoted = JSON.stringify(text);
  const config = `
name: ${quoted}
code: hostile
description: ${quoted}
actions:
  go:
    name: ${quoted}
    description: ${quoted}
    input_type: ${quoted}
    params: { $id: ${quoted}, title: ${quoted}, type: object, properties: { a: { enum: [${quoted}], description: ${quoted}, default: ${quoted} } } }
    result: { description: ${quoted}, const: ${quoted} }
`;
  const folder = plugin(config);
  const { ok, files } = await generate({ plugin: folder });
  if (ok) {
    installToolkit(folder);
    expect((await runTsc(folder)).stdout).toBe('');
    const code = [...files].filter(([path]) => path.endsWith('.ts')).map(([, source]) => source);
    const { stripStrings } = await import('../support/strip-strings.ts');
    for (const source of code) expect(stripStrings(source)).not.toContain('pwned');
  } else expect(files.size).toBe(0);
  rmSync(folder, { recursive: true });
});
