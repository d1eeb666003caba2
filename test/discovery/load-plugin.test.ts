import { isActionsmithError, loadAction, LocalExecutor, loadPlugin, NoOpLogger } from 'actionsmith';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, makePlugin, TOOLKIT, writeIn } from '../support/make-plugin.ts';
import { runNode } from '../support/run-cli.ts';
import { useSumsPlugin, writeSumsPlugin } from '../support/sums-plugin.ts';

const sums = useSumsPlugin();

test('a plugin runs from its TypeScript, though nothing is installed in its folder', async () => {
  const { registry, folder } = await loadPlugin(sums.folder);
  expect(folder).toBe(sums.folder);
  expect(registry.names()).toEqual(['double', 'stub']);
  expect(await new LocalExecutor({ logger: new NoOpLogger() }).execute(registry.get('double'), { by: 21 })).toEqual({ doubled: 42 });
});

test('stacks of the author’s code show its TypeScript', async () => {
  const script = `import { loadPlugin, LocalExecutor, NoOpLogger } from 'actionsmith';
    const { registry } = await loadPlugin(${JSON.stringify(sums.folder)});
    const error = await new LocalExecutor({ logger: new NoOpLogger() }).execute(registry.get('double'), { by: 13 }).catch((thrown) => thrown);
    console.log(error.message, error.cause.stack.split('\\n')[1]);`;
  const { stdout } = await runNode(['--input-type=module', '-e', script], { cwd: TOOLKIT }); // a test runner takes stacks apart by its own rules
  expect(stdout).toContain(`action double failed: unlucky     at DoubleAction.execute (${sums.folder}/src/actions/double.ts:5:`);
});

test('errors of another copy of the package are known by what they are', async () => {
  const { registry } = await loadPlugin(sums.folder);
  const error = await new LocalExecutor({ logger: new NoOpLogger() }).execute(registry.get('stub'), {}).catch((thrown: unknown) => thrown);
  expect(isActionsmithError(error) && error.code).toBe('STUB_NOT_FILLED');
  expect((error as Error).message).toMatch(/^execute\(\) of StubAction is not filled in yet: .*src\/actions\/stub\.ts:\d+$/);
});

const PACKAGE = { type: 'module', actionsmith: { registry: 'dist/generated/plugin.js' } };
const SOURCE = 'export const registry = { names: (): string[] => ["from source"] };';
const BUILT = 'export const registry = { names: () => ["built"] };';

test('a built registry counts more than the sources, once it is there', async () => {
  const folder = makePlugin({ 'config.yaml': '', 'package.json': PACKAGE, 'generated/plugin.ts': SOURCE });
  expect((await loadPlugin(folder)).registry.names()).toEqual(['from source']);
  writeIn(folder, 'dist/generated/plugin.js', BUILT);
  expect((await loadPlugin(folder)).registry.names()).toEqual(['built']);
});

test('a build that is older than a source is not run', async () => {
  const folder = makePlugin({
    'config.yaml': '',
    'package.json': PACKAGE,
    'generated/plugin.ts': SOURCE,
    'dist/generated/plugin.js': BUILT,
  });
  utimesSync(join(folder, 'dist/generated/plugin.js'), new Date(0), new Date(0));
  expect((await loadPlugin(folder)).registry.names()).toEqual(['from source']);
});

test('a build runs without its sources', async () => {
  const folder = makePlugin({ 'config.yaml': '', 'package.json': PACKAGE, 'dist/generated/plugin.js': BUILT });
  expect((await loadPlugin(folder)).registry.names()).toEqual(['built']);
});

test('a plugin whose package.json does not say that it is ES modules is told what to write', async () => {
  const folder = makePlugin({ 'config.yaml': '', 'package.json': {}, 'generated/plugin.ts': SOURCE });
  await expect(loadPlugin(folder)).rejects.toMatchObject({
    code: 'PLUGIN_NOT_ESM',
    message: `generated code is ES modules, and ${folder}/package.json does not say so: add "type": "module"`,
  });
});

test('what is missing is named, with what to do', async () => {
  await expect(loadPlugin('/nowhere/at/all')).rejects.toMatchObject({
    code: 'PLUGIN_NOT_FOUND',
    message: 'there is no plugin folder /nowhere/at/all',
  });
  const empty = makePlugin({});
  await expect(loadPlugin(empty)).rejects.toMatchObject({
    code: 'PLUGIN_NOT_FOUND',
    message: `${empty} is no plugin: it has no config.yaml`,
  });
  const bare = makePlugin({ 'config.yaml': 'name: X' });
  await expect(loadPlugin(bare)).rejects.toMatchObject({
    code: 'PLUGIN_NOT_GENERATED',
    message: `${bare}/generated/plugin.ts is missing: run \`actionsmith generate ${bare}\` first`,
  });
});

test('a registry or a package.json that is broken is named', async () => {
  const broken = makePlugin({ 'config.yaml': '', 'package.json': { type: 'module' }, 'generated/plugin.ts': 'export const registry = ;' });
  await expect(loadPlugin(broken)).rejects.toMatchObject({
    code: 'PLUGIN_NOT_LOADED',
    message: expect.stringContaining(`${broken}/generated/plugin.ts cannot be loaded`),
  });
  const other = makePlugin({ 'config.yaml': '', 'package.json': { type: 'module' }, 'generated/plugin.ts': 'export const something = 1;' });
  await expect(loadPlugin(other)).rejects.toThrow('exports no `registry`');
  const manifest = makePlugin({ 'config.yaml': '', 'package.json': '{' });
  await expect(loadPlugin(manifest)).rejects.toThrow('package.json is not valid JSON');
});

test('an author’s file that cannot be loaded is named', async () => {
  const folder = makeFolder();
  await writeSumsPlugin(folder);
  writeIn(folder, 'src/actions/double.ts', 'import "./missing.js";');
  const { registry } = await loadPlugin(folder);
  await expect(loadAction(registry.get('double'))).rejects.toMatchObject({
    code: 'ACTION_NOT_LOADED',
    message: expect.stringContaining('src/actions/double cannot be loaded'),
  });
});
