import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readStyles } from '../../../../generator/plan/style/read-styles.ts';
import type { Style } from '../../../../generator/plan/style/style.ts';
import { makeFolder, writeIn } from '../../../support/make-plugin.ts';

/** The styles of a file of a plugin that lies in `plugins/fruit` of a repository with these files. */
async function stylesOf(files: Readonly<Record<string, string>>, path = 'generated/train/types.ts'): Promise<readonly Style[]> {
  const repository = makeFolder();
  mkdirSync(join(repository, '.git'));
  mkdirSync(join(repository, 'plugins/fruit'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeIn(repository, name, text);
  return (await readStyles(join(repository, 'plugins/fruit'))).of(path);
}

test('where nothing is configured, a file has to please both tools', async () => {
  expect(await stylesOf({})).toEqual([{ printWidth: 80 }, { printWidth: 100 }]);
});

test('a configuration of one tool is for that tool alone', async () => {
  expect(await stylesOf({ '.prettierrc': 'semi: false' })).toEqual([{ printWidth: 80, semi: false }]);
  expect(await stylesOf({ '.oxfmtrc.json': '{ "semi": false }' })).toEqual([{ printWidth: 100, semi: false }]);
});

test('the nearest configuration counts, and package.json is none', async () => {
  const files = {
    '.prettierrc': 'tabWidth: 3',
    'plugins/.prettierrc.yml': 'tabWidth: 8',
    'plugins/fruit/package.json': '{ "prettier": { "semi": false } }',
  };
  expect(await stylesOf(files)).toEqual([{ printWidth: 80, tabWidth: 8 }]);
});

test('later overrides win for the files that they name', async () => {
  const config = JSON.stringify({
    tabWidth: 4,
    overrides: [
      { files: '*.ts', options: { tabWidth: 8, semi: false } },
      { files: ['plugins/**/types.ts', '*.md'], options: { tabWidth: 3 } },
      { files: '*.ts', excludeFiles: '**/generated/**', options: { tabWidth: 5 } },
    ],
  });
  expect(await stylesOf({ '.prettierrc.json': config })).toEqual([{ printWidth: 80, tabWidth: 3, semi: false }]);
  expect(await stylesOf({ '.prettierrc.json': config }, 'generated/plugin.ts')).toEqual([{ printWidth: 80, tabWidth: 8, semi: false }]);
  expect(await stylesOf({ '.prettierrc.json': config }, 'generated/contract.json')).toEqual([{ printWidth: 80, tabWidth: 4 }]);
});

test('.editorconfig says what no configuration says, the nearest section last', async () => {
  const files = {
    '.editorconfig': 'root = true\n[*]\nindent_style = tab\nmax_line_length = 120 \n[*.{json,md}]\nindent_style = space\nindent_size = 3\n',
    'plugins/.editorconfig': '; nearer\n[generated/**]\nmax_line_length = off\n[fruit/generated/*/types.ts]\ntab_width = 8\n',
    '.prettierrc': 'tabWidth: 6',
  };
  expect(await stylesOf(files)).toEqual([{ printWidth: 120, useTabs: true, tabWidth: 6 }]);
  expect(await stylesOf({ ...files, '.prettierrc': '' })).toEqual([{ printWidth: 120, useTabs: true, tabWidth: 8 }]);
  expect(await stylesOf(files, 'contract.json')).toEqual([{ printWidth: 120, useTabs: false, tabWidth: 6 }]);
});

test('what is code, too large, or no configuration is not run, and is taken for the defaults of its tool', async () => {
  expect(await stylesOf({ 'prettier.config.mjs': 'process.exit(1)' })).toEqual([{ printWidth: 80 }]);
  expect(await stylesOf({ '.prettierrc': '{ "semi": ' })).toEqual([{ printWidth: 80 }]);
  expect(await stylesOf({ '.prettierrc': `semi: false\n# ${' '.repeat(2_000_000)}` })).toEqual([{ printWidth: 80 }, { printWidth: 100 }]);
});

test('every place that was asked is told, so that a configuration that comes later is seen', async () => {
  const folder = makeFolder();
  const { inputs } = await readStyles(folder);
  const names = inputs.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length + 1));
  expect(names).toEqual(expect.arrayContaining(['.prettierrc', 'prettier.config.mjs', '.oxfmtrc.json', '.editorconfig']));
});
