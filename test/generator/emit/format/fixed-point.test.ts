import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../../../../generator/index.ts';
import { EVERYTHING } from '../../../support/everything-plugin.ts';
import { findReformatted } from '../../../support/find-reformatted.ts';
import { installToolkit, makeFolder, makePlugin, TOOLKIT, writeIn } from '../../../support/make-plugin.ts';
import { writeFixture } from '../../../bench/generate/fixture.ts';

/** Path → text of what the generator owns. */
async function ownedFiles(plugin: string, options: { zod?: boolean } = {}): Promise<Record<string, string>> {
  const { ok, files, diagnostics } = await generate({ plugin, write: false, ...options });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(ok).toBe(true);
  return Object.fromEntries([...files].filter(([path]) => path.startsWith('generated/') || path.startsWith('docs/')));
}

function everything(files: Readonly<Record<string, string>> = {}): string {
  const plugin = makePlugin({ ...EVERYTHING, ...files });
  installToolkit(plugin);
  return plugin;
}

function manyActions(): string {
  const folder = makeFolder();
  writeFixture(folder, 3);
  const config = readFileSync(join(folder, 'config.yaml'), 'utf8');
  writeIn(folder, 'config.yaml', config.replace('category: custom', 'category: custom\ntest_kit: true\ndocs: docs/reference.md'));
  return folder;
}

const guideConfig = readFileSync(join(TOOLKIT, 'test/cases/guide-config/config.yaml'), 'utf8');
const guide = (): string => makePlugin({ 'config.yaml': guideConfig });

test.each([
  ['a contract with everything', everything, { zod: true }],
  ['actions with test kits', manyActions, {}],
  ["the guide's contract", guide, {}],
])('prettier and oxfmt, as they come, leave every owned file of %s as it is', async (_name, make, options) => {
  const files = await ownedFiles(make(), options);
  expect(Object.keys(files).length).toBeGreaterThan(3);
  expect(await findReformatted(files)).toEqual([]);
});

test('where .prettierrc configures prettier, every owned file is as it prints it', async () => {
  const style = { singleQuote: true, semi: false, printWidth: 120, tabWidth: 4 };
  const files = await ownedFiles(everything({ '.prettierrc': JSON.stringify(style) }), { zod: true });
  expect(await findReformatted(files, { prettier: style })).toEqual([]);
  expect(files['generated/export/types.ts']).toContain("\n    I?: 'İ' | 'ı' | 'i' | 'I' | 'ä' | 'z'\n");
});

test('where .oxfmtrc.json configures oxfmt, every owned file is as it prints it', async () => {
  const config = '{\n  // ours\n  "printWidth": 140, "singleQuote": true, "sortImports": true, "useTabs": true,\n}\n';
  const files = await ownedFiles(everything({ '.oxfmtrc.json': config }), { zod: true });
  expect(await findReformatted(files, { oxfmt: { printWidth: 140, singleQuote: true, sortImports: true, useTabs: true } })).toEqual([]);
});

test('a configuration that no formatter takes is as good as none', async () => {
  const files = { '.prettierrc': '{ "semi": ', '.oxfmtrc.json': '{ "printWidth": "wide" }', 'config.yaml': guideConfig };
  expect(await findReformatted(await ownedFiles(makePlugin(files)), { prettier: {} })).toEqual([]);
});
