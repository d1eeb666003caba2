import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from 'vite';
import { installToolkit, makePlugin, TOOLKIT, writeIn } from './support/make-plugin.ts';
import { runShell } from './support/run-cli.ts';

const readme = readFileSync(join(TOOLKIT, 'README.md'), 'utf8');
const section = readme.slice(readme.indexOf('\n## In scripts, CI and builds\n')).split('\n## ')[1]!;
const blocks = [...section.matchAll(/```(\w*)\n(.*?)```/gs)].map(([, language, text]) => ({ language, text: text! }));
const commands = blocks[0]!.text
  .trimEnd()
  .split('\n')
  .map((line) => line.replace('npx ', '').replace(/ +#.*/, ''));

const config = (name: string): string =>
  `name: Fruit\ncode: fruit\ndocs: docs/reference.md\nactions:\n  train: { params: { type: object, properties: { ${name}: { type: integer } } } }\n`;

test('the commands of the README write what is asked for, see that it is current, and that it is not', async () => {
  const plugin = makePlugin({ 'config.yaml': config('epochs'), 'package.json': { name: 'fruit', type: 'module' } });
  const codes = async (): Promise<number[]> => {
    const found: number[] = [];
    for (const command of commands.slice(1)) found.push((await runShell(command, { cwd: plugin })).code);
    return found;
  };
  expect(commands[0]).toBe('actionsmith generate');
  expect(await runShell(commands[0]!, { cwd: plugin })).toMatchObject({ code: 0, stderr: '' });
  expect(await codes()).toEqual([0, 0, 0]);
  writeIn(plugin, 'config.yaml', config('passes'));
  expect(await codes()).toEqual([3, 3, 3]);
});

test('the hook of the README lets a commit through only when everything is current', async () => {
  const plugin = makePlugin({ 'config.yaml': config('epochs'), 'package.json': { name: 'fruit', type: 'module' } });
  expect(blocks[1]!.text).toMatch(/^#!\/bin\/sh\nexec npx actionsmith .*\n$/);
  const hook = blocks[1]!.text.replace('exec npx ', '');
  expect((await runShell(hook, { cwd: plugin })).code).toBe(3);
  await runShell('actionsmith generate', { cwd: plugin });
  expect((await runShell(hook, { cwd: plugin })).code).toBe(0);
});

test('the configuration of Vite in the README generates before a build', async () => {
  const app = makePlugin({
    'plugins/fruit/config.yaml': config('epochs'),
    'package.json': { name: 'app', type: 'module' },
    'vite.config.js': blocks[2]!.text,
    'main.js': "import form from './plugins/fruit/generated/ui-schema.json';\nconsole.log(form.actions);\n",
  });
  installToolkit(app);
  const options = { root: app, configFile: join(app, 'vite.config.js'), logLevel: 'silent' as const };
  const rollupOptions = { input: join(app, 'main.js'), output: { entryFileNames: 'bundle.js' } };
  await withoutCi(() => build({ ...options, build: { rollupOptions, minify: false } }));
  expect(readFileSync(join(app, 'dist/bundle.js'), 'utf8')).toContain('epochs');
});

/** Where these tests are a CI run themselves, the configuration would only check. */
async function withoutCi(work: () => Promise<unknown>): Promise<void> {
  const { CI } = process.env;
  delete process.env['CI'];
  try {
    await work();
  } finally {
    if (CI !== undefined) process.env['CI'] = CI;
  }
}
