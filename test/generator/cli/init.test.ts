import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openEmbeddedBackend } from 'actionsmith/backend';
import { expect, test } from 'vitest';
import { installToolkit, makeFolder, writeIn } from '../../support/make-plugin.ts';
import { runCli, runNode, runTsc } from '../../support/run-cli.ts';

test.each(['base', 'steps'])(
  'a plugin from the template %s runs at once, compiles, its tests pass, and its build runs too',
  async (template) => {
    const folder = join(makeFolder(), 'my-plugin');
    expect(await runCli(['init', folder, '--template', template])).toMatchObject({ code: 0, stderr: '' });
    const run = await runCli(['run', 'describe', '--plugin', folder, '--values', '3,1,4,1,5', '--json']);
    expect({ code: run.code, result: JSON.parse(run.stdout) }).toEqual({ code: 0, result: { count: 5, mean: 2.8, min: 1, max: 5 } });
    expect(await runCli(['generate', folder, '--check'])).toMatchObject({ code: 0 });
    installToolkit(folder);
    expect(await runTsc(folder, [])).toMatchObject({ code: 0, stdout: '' });
    expect(await runNode(['--test', 'dist/test/describe.test.js'], { cwd: folder, env: { NODE_OPTIONS: '' } })).toMatchObject({ code: 0 });
    writeIn(
      folder,
      'use.mjs',
      'import { plugin } from "./dist/generated/plugin.js";\nconsole.log(JSON.stringify(await plugin.describe.run({ values: [2, 4] })));\n',
    );
    const built = await runNode(['use.mjs'], { cwd: folder });
    expect(built.stdout).toContain('{"count":2,"mean":3,"min":2,"max":4}');
  },
);

test('a plugin from the template train trains at once, its model is in its backend, it compiles, and its tests pass', async () => {
  const folder = join(makeFolder(), 'my-plugin');
  const made = await runCli(['init', folder, '--template', 'train']);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).toContain('Run it:      actionsmith run train --epochs 400');
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toMatch(/^# My Plugin\n/);
  const run = await runCli(['run', 'train', '--plugin', folder, '--epochs', '400', '--json']);
  expect({ code: run.code, result: JSON.parse(run.stdout) }).toMatchObject({ code: 0, result: { epochs_completed: 400 } });
  expect(run.stderr).toContain('"message":"model 1 is in the backend: line"');
  const backend = await openEmbeddedBackend(join(folder, '.actionsmith/backend'));
  expect((await backend.models.list()).items).toMatchObject([{ name: 'line', plugin: 'my_plugin', configuration: { epochs: 400 } }]);
  await backend.close();
  installToolkit(folder);
  expect(await runTsc(folder, [])).toMatchObject({ code: 0, stdout: '' });
  expect(await runNode(['--test', 'dist/test/train.test.js'], { cwd: folder, env: { NODE_OPTIONS: '' } })).toMatchObject({ code: 0 });
});

test('a plugin from the template inference infers at once with the model that comes with it, it compiles, and its tests pass', async () => {
  const folder = join(makeFolder(), 'my-plugin');
  const made = await runCli(['init', 'my-plugin', '--template', 'inference'], { cwd: dirname(folder) });
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const line = `infer --model-path my-plugin/models/example --inputs '[{"point":[2,1]},{"point":[7,9]}]' --plugin my-plugin`;
  expect(made.stdout).toContain(`Run it:      actionsmith run ${line}\n`);
  const words = line.replaceAll("'", '').split(' ');
  const run = await runCli(['run', ...words, '--json'], { cwd: dirname(folder) });
  expect({ code: run.code, result: JSON.parse(run.stdout) }).toMatchObject({
    code: 0,
    result: { predictions: [{ label: 'low', distance: 1 }, { label: 'high' }] },
  });
  installToolkit(folder);
  expect(await runTsc(folder, [])).toMatchObject({ code: 0, stdout: '' });
  const tests = await runNode(['--test', 'dist/test/infer.test.js'], { cwd: folder, env: { NODE_OPTIONS: '' } });
  expect(tests, tests.stdout).toMatchObject({ code: 0 });
});

test('a plugin from the template dataset converts at once the dataset that comes with it, it compiles, and its tests pass', async () => {
  const folder = join(makeFolder(), 'my-plugin');
  const made = await runCli(['init', 'my-plugin', '--template', 'dataset'], { cwd: dirname(folder) });
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const line = 'dataset --operation convert --path my-plugin/data/shapes --target-format yolo --plugin my-plugin';
  expect(made.stdout).toContain(`Run it:      actionsmith run ${line}\n`);
  const env = { XDG_CACHE_HOME: join(folder, 'cache') };
  const run = await runCli(['run', ...line.split(' '), '--json'], { cwd: dirname(folder), env });
  expect({ code: run.code, result: JSON.parse(run.stdout) }).toMatchObject({
    code: 0,
    result: { format: 'yolo', is_categorized: true, count: 2, splits: { train: 1, valid: 1 } },
  });
  installToolkit(folder);
  expect(await runTsc(folder, [])).toMatchObject({ code: 0, stdout: '' });
  const tests = await runNode(['--test', 'dist/test/dataset.test.js'], { cwd: folder, env: { NODE_OPTIONS: '' } });
  expect(tests, tests.stdout).toMatchObject({ code: 0 });
});

test('a plugin from the template add-task-data annotates at once tasks to try it on, it compiles, and its tests pass', async () => {
  const folder = join(makeFolder(), 'my-plugin');
  const made = await runCli(['init', 'my-plugin', '--template', 'add-task-data'], { cwd: dirname(folder) });
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const line = 'add_task_data --file-path my-plugin/data/boxes.csv --plugin my-plugin';
  expect(made.stdout).toContain(`Run it:      actionsmith run ${line}\n`);
  const env = { XDG_STATE_HOME: join(folder, 'state') };
  for (const unchanged_count of [0, 2]) {
    const run = await runCli(['run', ...line.split(' '), '--json'], { cwd: dirname(folder), env });
    const result = { status: 'SUCCEEDED', total_tasks: 2, success_count: 2, unchanged_count };
    expect({ code: run.code, result: JSON.parse(run.stdout) }).toMatchObject({ code: 0, result });
  }
  installToolkit(folder);
  expect(await runTsc(folder, [])).toMatchObject({ code: 0, stdout: '' });
  const tests = await runNode(['--test', 'dist/test/add-task-data.test.js'], { cwd: folder, env: { ...env, NODE_OPTIONS: '' } });
  expect(tests, tests.stdout).toMatchObject({ code: 0 });
});

test('a plugin from the template upload uploads at once the pictures that come with it, it compiles, and its tests pass', async () => {
  const folder = join(makeFolder(), 'my-plugin');
  const made = await runCli(['init', 'my-plugin', '--template', 'upload'], { cwd: dirname(folder) });
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const line =
    'upload --name pictures --path my-plugin/data/pictures --excel-metadata-path metadata.csv --data-collection 1 --plugin my-plugin';
  expect(made.stdout).toContain(`Run it:      actionsmith run ${line}\n`);
  for (const counts of [
    { uploaded_count: 4, existing_count: 0 },
    { uploaded_count: 0, existing_count: 4 },
  ]) {
    const run = await runCli(['run', ...line.split(' '), '--json'], { cwd: dirname(folder) });
    const result = { ...counts, rejected_count: 0, data_unit_count: 2, status: 'completed' };
    expect({ code: run.code, result: JSON.parse(run.stdout) }).toMatchObject({ code: 0, result });
  }
  installToolkit(folder);
  expect(await runTsc(folder, [])).toMatchObject({ code: 0, stdout: '' });
  const tests = await runNode(['--test', 'dist/test/upload.test.js'], { cwd: folder, env: { NODE_OPTIONS: '' } });
  expect(tests, tests.stdout).toMatchObject({ code: 0 });
});

test('the first line of config.yaml lets editors complete it', async () => {
  const folder = makeFolder();
  await runCli(['init'], { cwd: folder });
  expect(readFileSync(join(folder, 'config.yaml'), 'utf8')).toMatch(
    /^# yaml-language-server: \$schema=\.\/node_modules\/actionsmith\/schemas\/plugin-config\.schema\.json\n/,
  );
});

test('the name keeps the letters of every script, and a folder with blanks is quoted where it is to be typed', async () => {
  const folder = makeFolder();
  const { stdout } = await runCli(['init', 'café größe 日本'], { cwd: folder });
  expect(stdout).toContain("Run it:      actionsmith run describe --values 3,1,4,1,5 --plugin 'café größe 日本'\n");
  const config = readFileSync(join(folder, 'café größe 日本/config.yaml'), 'utf8');
  expect(config).toContain('name: "Café Größe 日本"\n');
  expect(config).toContain('code: "cafe_gro_e"\n');
});

test('a folder that already has one of the files is left as it is', async () => {
  const folder = makeFolder();
  writeIn(folder, 'config.yaml', 'mine');
  const { code, stderr } = await runCli(['init', folder]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `error: ${folder} already has config.yaml; nothing was written. Choose another folder, or move them away.\n`,
  });
  expect(readdirSync(folder)).toEqual(['config.yaml']);
});

test('an unknown template is a usage error that lists the templates', async () => {
  const { code, stderr } = await runCli(['init', '--template', 'nope'], { cwd: makeFolder() });
  expect(code).toBe(2);
  expect(stderr).toContain('Allowed choices are base, steps, train, dataset, add-task-data, upload, inference.');
});
