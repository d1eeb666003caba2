import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { migrateFunctions } from '../../../generator/migrate/migrate-functions.ts';
import { installToolkit, makePlugin, writeIn } from '../../support/make-plugin.ts';
import type { Migration } from '../../../generator/migrate/migration.ts';
import { runCli } from '../../support/run-cli.ts';

const IMPORT = "import { defineAction, isDefinedAction, type RuntimeContext } from 'actionsmith';\n";

/** Source → where it is refused, and why. */
const REFUSED: readonly (readonly [string, string | RegExp])[] = [
  ['export let a = defineAction({}, () => 1);', '2:16 it is no const: something may assign another action'],
  ['const a = defineAction({}, () => 1), b = 2;\nexport { a, b };', '2:11 it shares its statement with other variables'],
  ['export const all = [defineAction({}, () => 1)];', '2:21 it is neither a const of its own nor the default export'],
  ['export function make() {\n  const a = defineAction({}, () => 1);\n  return a;\n}', '3:13 it is not declared at the top of its module'],
  ['const common = { name: "a" };\nexport const a = defineAction(common, () => 1);', '3:31 its definition is not written out as an object'],
  [
    'const common = { name: "a" };\nexport const a = defineAction({ ...common }, () => 1);',
    '3:33 its definition takes over others by ...common',
  ],
  ['const wrap = (run: () => number) => run;\nexport const a = defineAction({}, wrap(() => 1));', '3:35 its function is made by code'],
  ['export const a = defineAction({}, function* () { yield 1; });', '2:35 its function is a generator'],
  ['export const a = defineAction({}, <T,>(params: T) => params);', '2:35 its function has type parameters'],
  [
    'export const a = defineAction({}, function () { return arguments.length; });',
    '2:56 its function uses arguments, which a class has another meaning for',
  ],
  ['export const a = defineAction({}, (...all: unknown[]) => all.length);', '2:36 its function takes the rest of its arguments'],
  ['export class AAction {}\nexport const a = defineAction({}, () => 1);', '3:18 the name AAction is taken in its module'],
  [
    'const BaseAction = 1;\nexport const a = defineAction({}, () => BaseAction);',
    '3:18 the name BaseAction means something else in its module',
  ],
  ['export const a = defineAction({}, () => 1);\nexport const name = a.definition.name;', '3:21 something asks it for definition'],
  ['export const a = defineAction({}, () => 1);\nexport const yes = isDefinedAction(a);', '3:36 something asks whether it is a function'],
  ['export const a = defineAction({}, () => 1);\nexport type R = ReturnType<typeof a>;', '3:35 something asks for its ReturnType'],
  [
    'export const a = defineAction({}, () => 1);\nexport const run = (ctx: RuntimeContext) => [a].map((one) => one({} as never, ctx));',
    /^2:18 as a class it would not compile: src\/case-16\.ts:\d+: /,
  ],
];

describe('what cannot become a class is named with its line and left as it is', () => {
  let migration: Migration;
  beforeAll(() => {
    const sources = REFUSED.map(([source], at) => [`src/case-${at}.ts`, `${IMPORT}${source}\n`]);
    const folder = mkdtempSync(join(tmpdir(), 'actionsmith-test-'));
    for (const [path, text] of [
      ...sources,
      ['config.yaml', 'name: P\ncode: p\n'],
      ['package.json', '{ "type": "module" }'],
      ['tsconfig.json', JSON.stringify(TSCONFIG)],
    ])
      writeIn(folder, path!, text!);
    installToolkit(folder);
    migration = migrateFunctions(folder);
    rmSync(folder, { recursive: true });
  }, 120_000);

  test.each(REFUSED.map(([source, expected], at) => ({ source, expected, at })))('$source', ({ expected, at }) => {
    const own = migration.kept.filter(({ place }) => place.file.endsWith(`/case-${at}.ts`));
    const said = own.map(({ placeNow, reason }) => `${placeNow.line}:${placeNow.column} ${reason}`);
    expect(said).toEqual([typeof expected === 'string' ? expected : expect.stringMatching(expected)]);
  });

  test('and nothing is changed', () => {
    expect([migration.migrated, migration.changes]).toEqual([[], []]);
  });
});

test('one that stays keeps no other from becoming a class, and the import serves both', () => {
  const folder = makePlugin({
    'src/a.ts': `${IMPORT}export let a = defineAction({ name: 'a' }, () => 1);\nexport const b = defineAction({ name: 'b' }, () => 2);\nexport const c = isDefinedAction(a);\n`,
    'config.yaml': 'name: P\ncode: p\n',
    'package.json': { type: 'module' },
    'tsconfig.json': TSCONFIG,
  });
  installToolkit(folder);
  const { migrated, kept, changes } = migrateFunctions(folder);
  expect([migrated.map(({ className }) => className), kept.map(({ name }) => name)]).toEqual([['BAction'], ['a']]);
  expect(changes[0]?.after).toBe(`import { BaseAction, defineAction, isDefinedAction } from 'actionsmith';
export let a = defineAction({ name: 'a' }, () => 1);
export class BAction extends BaseAction<unknown, number> {
  static override readonly actionName = 'b';

  override execute(): number {
    return 2;
  }
}

export { BAction as b };
export const c = isDefinedAction(a);
`);
});

const TSCONFIG = {
  compilerOptions: { target: 'es2023', module: 'nodenext', strict: true, noEmit: true, types: ['node'], skipLibCheck: true },
  include: ['src'],
};

describe('the command', () => {
  const CONFIG = 'name: P\ncode: p\nactions:\n  double: { entrypoint: src/double:double }\n';
  const SOURCE = `import { defineAction } from 'actionsmith';\n\nexport const double = defineAction({}, ({ by }: { by: number }) => by * 2);\n`;
  const files = { 'src/double.ts': SOURCE, 'config.yaml': CONFIG, 'package.json': { type: 'module' }, 'tsconfig.json': TSCONFIG };

  test('--dry-run shows the lines and writes nothing; without it they are written, and the next run has nothing to do', async () => {
    const folder = makePlugin(files);
    installToolkit(folder);
    const dry = await runCli(['migrate', '--dry-run'], { cwd: folder });
    expect({ code: dry.code, stderr: dry.stderr }).toEqual({ code: 0, stderr: '' });
    expect(dry.stdout).toContain('-  double: { entrypoint: src/double:double }\n+  double: { entrypoint: src/double:DoubleAction }');
    expect(dry.stdout).toContain('+export class DoubleAction extends BaseAction<{ by: number }, number> {');
    expect(dry.stdout).toMatch(/\nwould migrate {2}src\/double\.ts: double → DoubleAction\n$/);
    expect(readFileSync(join(folder, 'src/double.ts'), 'utf8')).toBe(SOURCE);
    expect(await runCli(['migrate'], { cwd: folder })).toEqual({
      code: 0,
      stderr: '',
      stdout: 'migrated  src/double.ts: double → DoubleAction\nNow run `actionsmith generate`: config.yaml names the classes.\n',
    });
    expect(readFileSync(join(folder, 'config.yaml'), 'utf8')).toBe(CONFIG.replace('src/double:double', 'src/double:DoubleAction'));
    expect(await runCli(['migrate'], { cwd: folder })).toMatchObject({
      code: 0,
      stdout: 'Nothing to do: no action is a function of defineAction.\n',
    });
  });

  test('a plugin that has nothing installed yet is migrated too; a folder that is none is an error', async () => {
    const folder = makePlugin({ 'src/double.ts': SOURCE, 'config.yaml': CONFIG });
    expect(await runCli(['migrate', '--plugin', folder])).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(folder, 'src/double.ts'), 'utf8')).toContain(
      'export class DoubleAction extends BaseAction<{ by: number }, number> {',
    );
    const nowhere = await runCli(['migrate', '--plugin', join(folder, 'nowhere')]);
    expect([nowhere.code, nowhere.stderr]).toEqual([
      1,
      `error: ${join(folder, 'nowhere')} is no plugin: it has no config.yaml. Name the plugin's folder, or the files to migrate\n`,
    ]);
  });

  test('what stays is an error with its place, and a file that is not there too', async () => {
    const folder = makePlugin({ ...files, 'src/double.ts': SOURCE.replace('const', 'let') });
    installToolkit(folder);
    expect(await runCli(['migrate', 'src/double.ts'], { cwd: folder })).toEqual({
      code: 1,
      stdout: '',
      stderr: 'src/double.ts:3:21: double stays a function: it is no const: something may assign another action\n',
    });
    const missing = await runCli(['migrate', 'src/nope.ts'], { cwd: folder });
    expect([missing.code, missing.stderr]).toEqual([1, `error: there is no file ${join(folder, 'src/nope.ts')}\n`]);
    const json = await runCli(['migrate', '--json'], { cwd: folder });
    expect(JSON.parse(json.stdout)).toMatchObject({ migrated: [], kept: [{ name: 'double', place: { line: 3, column: 21 } }], files: [] });
  });
});
