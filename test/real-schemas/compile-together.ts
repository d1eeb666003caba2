import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { literal } from '../../generator/emit/code.ts';
import { STRICTEST } from '../support/compile-types.ts';
import { runTsc } from '../support/run-cli.ts';

/** The modules of one schema, and the documents that must be of its type. */
export interface Compilable {
  readonly types: string;
  readonly module: string;
  readonly documents: readonly unknown[];
}

const RESOLUTIONS = { nodenext: { module: 'nodenext' }, bundler: { module: 'esnext', moduleResolution: 'bundler' } } as const;

/** Compiles all of them as one program, under both resolutions, with the strictest flags. By index, what the compiler says. */
export async function compileTogether(all: readonly Compilable[]): Promise<Map<number, string[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'real-schemas-'));
  const errors = new Map<number, string[]>();
  try {
    for (const [at, one] of all.entries()) write(join(folder, String(at)), one);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const paths = { 'actionsmith/codegen/v1': [fileURLToPath(new URL('../../dist/types/runtime/codegen/v1.d.ts', import.meta.url))] };
    for (const resolution of Object.values(RESOLUTIONS)) {
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: { ...STRICTEST, ...resolution, paths, skipLibCheck: true }, include: ['*/*.ts'] }),
      );
      const { code, stdout, stderr } = await runTsc(folder, ['--noEmit', '--pretty', 'false']);
      for (const line of stdout.split('\n')) {
        const found = /^(\d+)\/(.*error TS.*)$/.exec(line);
        if (found !== null) errors.set(Number(found[1]), [...(errors.get(Number(found[1])) ?? []), found[2]!]);
        else if (line.includes('error TS')) throw new Error(`the compiler complains about the program: ${line}`);
      }
      if (code !== 0 && errors.size === 0) throw new Error(`the compiler failed: ${stdout}${stderr}`);
    }
    return errors;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function write(folder: string, { types, module, documents }: Compilable): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'types.ts'), types);
  writeFileSync(join(folder, 'validators.ts'), module);
  const input = /^export (?:interface|type) RootInput\b/m.test(types) ? 'RootInput' : 'Root';
  const lines = documents.map((value, at) => `export const document${at}: ${input} = ${literal(value)};\n`);
  writeFileSync(join(folder, 'documents.ts'), `import type { ${input} } from './types.js';\n${lines.join('')}`);
}
