import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTsc } from './run-cli.ts';

/** The strictest flags that an author may have. */
export const STRICTEST: Readonly<Record<string, unknown>> = {
  strict: true,
  noEmit: true,
  target: 'es2023',
  lib: ['es2023'],
  module: 'nodenext',
  types: [],
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
  declaration: true,
};

/** What the compiler says about files, under the strictest flags that an author may have: one line an error. */
export async function compileTypes(
  files: Readonly<Record<string, string>>,
  paths: Readonly<Record<string, string[]>> = {},
): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'types-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...STRICTEST, allowImportingTsExtensions: true, paths }, include: ['*.ts'] }),
    );
    const { stdout } = await runTsc(folder);
    return stdout.split('\n').filter((line) => line.includes('error TS'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
