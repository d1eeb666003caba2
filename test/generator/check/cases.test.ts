import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkContract } from '../../../generator/check/check-contract.ts';
import { catalogue } from '../../../generator/diagnostics/catalogue.ts';
import { renderText } from '../../../generator/diagnostics/render-text.ts';
import { readContract } from '../../../generator/read/read-contract.ts';

// A case is a folder with a contract and, in expected.txt, the very text that its author sees.
const cases = readdirSync('test/cases')
  .filter((name) => existsSync(`test/cases/${name}/expected.txt`))
  .sort();

describe('a contract is answered with exactly the diagnostics of its case', () => {
  test.each(cases)('%s', async (name) => {
    const expected = readFileSync(`test/cases/${name}/expected.txt`, 'utf8');
    expect(renderText(await diagnose(`test/cases/${name}`))).toBe(expected);
  });
});

test('every code of the catalogue is raised by a case, or by the test named here', () => {
  const text = cases.map((name) => readFileSync(`test/cases/${name}/expected.txt`, 'utf8')).join('');
  const raised = new Set(text.match(/^\S+ (?:error|warning|note) \w+$/gm)?.map((line) => line.split(' ').at(-1)));
  // Codes that no folder in a repository can raise, and the test that raises them.
  const elsewhere: Readonly<Record<string, string>> = {
    PLUGIN_FOLDER_MISSING: 'test/generator/read/read-contract.test.ts',
    CONFIG_PRINTER_MISSING: 'test/generator/check/check-types-printer.test.ts',
    FILE_TOO_LARGE: 'test/generator/read/read-contract.test.ts',
    SCHEMA_TOO_DEEP: 'test/generator/check/check-schemas.test.ts',
    ZOD_NOT_EMITTED: 'test/generator/emit/emit-zod.test.ts',
    SCHEMA_NOT_COMPILED: 'test/generator/check/check-schemas.test.ts',
  };
  for (const [code, file] of Object.entries(elsewhere)) expect(readFileSync(file, 'utf8')).toContain(code);
  const silent = Object.keys(catalogue).filter((code) => !raised.has(code) && !Object.hasOwn(elsewhere, code));
  expect(silent).toEqual([]);
});

async function diagnose(folder: string): Promise<Parameters<typeof renderText>[0]> {
  const { value, diagnostics } = await readContract(folder);
  return value ? checkContract(value).diagnostics : diagnostics;
}
