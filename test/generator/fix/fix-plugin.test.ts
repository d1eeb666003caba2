import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../../../generator/pipeline.ts';
import { fixPlugin } from '../../../generator/fix/fix-plugin.ts';
import type { Fixes } from '../../../generator/fix/fixes.ts';
import { authorVariant } from '../../support/author-files.ts';
import { isOnlyInserted } from '../../support/is-only-inserted.ts';
import { installToolkit, makePlugin, writeIn } from '../../support/make-plugin.ts';
import { runTsc } from '../../support/run-cli.ts';

const COUNT = 100;
const TSCONFIG = {
  compilerOptions: {
    strict: true,
    noImplicitOverride: true,
    target: 'es2022',
    module: 'nodenext',
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
  },
  include: ['src', 'generated'],
};
const STEPS = 'steps: [{ name: load }, { name: fit }, { name: save, effects: external, rollback: true }]';
const RESULT = 'result: { type: object, properties: { n: { type: integer } } }';
const action = (key: string, ...lines: string[]): string => [`  ${key}:`, ...lines.map((line) => `    ${line}`), ''].join('\n');
const config = (actions: string): string => `name: Tiny\ncode: tiny\nactions:\n${actions}`;

/** The stubs of the files that are there. */
async function generateStubs(plugin: string): Promise<Map<string, string>> {
  const { files, changes } = await generate({ plugin });
  const stubs = changes.filter(({ ownership, kind, path }) => ownership === 'scaffold' && kind === 'unchanged' && path.endsWith('.ts'));
  return new Map(stubs.map(({ path }) => [path, files.get(path)!]));
}

async function fix(plugin: string): Promise<Fixes> {
  return fixPlugin(plugin, await generateStubs(plugin));
}

test('100 ways to write a class: nothing but insertions, they compile, and a second time there is nothing to do', async () => {
  const indexes = Array.from({ length: COUNT }, (_, index) => index);
  const actions = indexes.map((index) => action(`a${index}`, STEPS, ...(index % 4 === 0 ? [RESULT] : []))).join('');
  const plugin = makePlugin({ 'config.yaml': config(actions), 'tsconfig.json': TSCONFIG, 'package.json': { type: 'module' } });
  for (const index of indexes) {
    const { text } = authorVariant(index, { stem: `A${index}`, folder: `a${index}` });
    writeIn(plugin, `src/actions/a${index}.ts`, text);
    const step = `import { SaveStepBase } from '../../../generated/a${index}/steps.js';\nexport class SaveStep extends SaveStepBase {\n  execute() {}\n}`;
    writeIn(plugin, `src/steps/a${index}/save.ts`, step);
  }
  const stubs = await generateStubs(plugin);
  const { patches, refusals } = await fixPlugin(plugin, stubs);
  expect(refusals).toEqual([]);
  expect(patches.length).toBe(2 * COUNT);
  for (const { path, before, after } of patches) {
    expect(readFileSync(join(plugin, path), 'utf8')).toBe(before);
    expect([path, isOnlyInserted(before, after)]).toEqual([path, true]);
    expect([path, new Set(after.match(/\r?\n/g)).size]).toEqual([path, 1]); // all of one kind
    writeFileSync(join(plugin, path), after);
  }
  installToolkit(plugin);
  expect(await runTsc(plugin)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await fixPlugin(plugin, stubs)).toEqual({ patches: [], refusals: [] });
});

const HEAD = `import { GoActionBase } from '../../generated/go/action.js';\n`;

/** What fix says of one file of an action in steps. */
async function refusalsOf(text: string | Buffer): Promise<string[]> {
  const plugin = makePlugin({ 'config.yaml': config(action('go', STEPS)) });
  await generate({ plugin });
  writeFileSync(join(plugin, 'src/actions/go.ts'), text);
  const { patches, refusals } = await fix(plugin);
  expect(patches).toEqual([]);
  return refusals.map(({ path, line, column, reason }) => `${path}:${line}:${column}: ${reason}`);
}

test.each([
  [
    'a syntax error',
    `${HEAD}export class GoAction extends GoActionBase {\n  oops(\n}\n`,
    'src/actions/go.ts:4:1: mend this first, so that its classes can be found: Parameter declaration expected.',
  ],
  ['bytes that are no UTF-8', Buffer.from([0x2f, 0x2f, 0xff, 0x0a]), 'src/actions/go.ts:1:1: it is no UTF-8'],
  [
    'a class that extends nothing',
    'export class GoAction {}\n',
    'src/actions/go.ts:1:1: this class extends nothing; it has to extend GoActionBase',
  ],
  [
    'a class that extends what a call gives',
    `${HEAD}export class GoAction extends mixin(GoActionBase) {}\n`,
    'src/actions/go.ts:2:1: what is missing in this class cannot be told, for it extends mixin(GoActionBase)',
  ],
  [
    'a base of another action',
    `import { OldBase } from '../../generated/old/action.js';\nexport class GoAction extends OldBase {}\n`,
    'src/actions/go.ts:2:1: this class extends OldBase, which does not lead to GoActionBase',
  ],
  [
    'steps that are spread',
    `${HEAD}export class GoAction extends GoActionBase {\n  createSteps() {\n    return { ...others, load: 1 };\n  }\n}\n`,
    'src/actions/go.ts:3:3: createSteps() does not simply return an object, so see for yourself that it has fit: new FitStep(), save: new SaveStep()',
  ],
  [
    'steps that depend',
    `${HEAD}export class GoAction extends GoActionBase {\n  createSteps() {\n    if (a) return { load: 1 };\n    return { fit: 1 };\n  }\n}\n`,
    'src/actions/go.ts:3:3: createSteps() does not simply return an object, so see for yourself that it has load: new LoadStep(), fit: new FitStep(), save: new SaveStep()',
  ],
  [
    'a name that is taken',
    `${HEAD}const FitStep = 1;\nexport class GoAction extends GoActionBase {}\n`,
    'src/actions/go.ts:2:7: the code to add needs FitStep, which means something else here',
  ],
  [
    'a type of the author with the name of a generated one',
    `${HEAD}interface GoSteps {\n  mine: 1;\n}\nexport class GoAction extends GoActionBase {}\n`,
    'src/actions/go.ts:2:1: the code to add needs GoSteps, which means something else here',
  ],
  [
    'a step that is a type only',
    `${HEAD}import type { FitStep } from '../steps/go/fit.js';\nexport class GoAction extends GoActionBase {}\n`,
    'src/actions/go.ts:2:15: the code to add needs FitStep, which is imported as a type only',
  ],
  [
    'a class of another name',
    `${HEAD}export class RunAction extends GoActionBase {}\n`,
    'src/actions/go.ts:2:1: the contract asks for GoAction, and RunAction extends GoActionBase: give it that name, or name it in `entrypoint`',
  ],
])('%s is left as it is, and explained', async (_what, text, reason) => {
  expect(await refusalsOf(text)).toEqual([reason]);
});

test('a class that another module exports gets its members there, with paths that fit', async () => {
  const plugin = makePlugin({ 'config.yaml': config(action('go', RESULT)) });
  await generate({ plugin });
  writeIn(plugin, 'src/actions/go.ts', "export * from '../parts/deep/go.js';\n");
  writeIn(
    plugin,
    'src/parts/deep/go.ts',
    "import { GoActionBase } from '../../../generated/go/action.js';\nexport class GoAction extends GoActionBase {}\n",
  );
  expect((await fix(plugin)).patches.map(({ path, after }) => [path, after])).toEqual([
    [
      'src/parts/deep/go.ts',
      `import { type GoResult, GoActionBase } from '../../../generated/go/action.js';
import { unfilled } from 'actionsmith';
export class GoAction extends GoActionBase {
  override async execute(): Promise<GoResult> {
    return unfilled('execute() of GoAction');
  }
}
`,
    ],
  ]);
});

test('an action, and a hook, that are new in a file that is there come behind what it has', async () => {
  const plugin = makePlugin({
    'config.yaml': config(action('a', 'entrypoint: src/all:AAction', 'params: { type: object, x-validate: src/hooks.ts#checkA }')),
  });
  writeIn(plugin, 'src/all.ts', 'export const mine = 1;');
  writeIn(plugin, 'src/hooks.ts', "import { type HookResult } from 'actionsmith';\n\nexport const other = (): HookResult => [];\n");
  expect((await fix(plugin)).patches.map(({ after, added }) => [added, after])).toEqual([
    [
      ['AAction'],
      `import { unfilled } from 'actionsmith';
import { AActionBase, type AResult } from '../generated/a/action.js';
export const mine = 1;

/** a */
export class AAction extends AActionBase {
  override async execute(): Promise<AResult> {
    return unfilled('execute() of AAction');
  }
}`,
    ],
    [
      ['checkA'],
      `import { unfilled, type HookResult } from 'actionsmith';
import type { AParams } from '../generated/a/types.js';

export const other = (): HookResult => [];

/** Looks at a value that fits its schema, defaults filled in. Gives what is wrong: [{ path: ['field'], message: 'must …' }]; or nothing. May be async. */
export function checkA(_value: AParams): HookResult {
  return unfilled('checkA()');
}
`,
    ],
  ]);
});

test('a function of defineAction lacks nothing', async () => {
  expect(await refusalsOf("import { defineAction } from 'actionsmith';\nexport const GoAction = defineAction({}, () => 1);\n")).toEqual([]);
});

test('a class that is exported in another way lacks nothing', async () => {
  const inNamespace = `${HEAD}namespace inner {\n  export class GoAction extends GoActionBase {}\n}\nexport import GoAction = inner.GoAction;\n`;
  expect(await refusalsOf(inNamespace)).toEqual([]);
});

test('what cannot be done in a class does not hold up the rest of it', async () => {
  const plugin = makePlugin({ 'config.yaml': config(action('go', STEPS, RESULT)) });
  await generate({ plugin });
  const text = `${HEAD}export class GoAction extends GoActionBase {\n  createSteps() {\n    if (a) return { load: 1 };\n    return { fit: 1 };\n  }\n}\n`;
  writeIn(plugin, 'src/actions/go.ts', text);
  const { patches, refusals } = await fix(plugin);
  expect(patches.map(({ added }) => added)).toEqual([['collectResult() of GoAction']]);
  expect(refusals.map(({ line, reason }) => [line, reason.slice(0, 13)])).toEqual([[3, 'createSteps()']]);
});
