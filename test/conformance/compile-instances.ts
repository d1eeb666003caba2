import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { literal } from '../../generator/emit/code.ts';
import { printType } from '../../generator/emit/types/print-type.ts';
import { runTsc } from '../support/run-cli.ts';
import { STRICTEST } from '../support/compile-types.ts';

/** Types, and values to hold against them. */
export interface TypedSample {
  readonly types: string;
  readonly values: readonly TypedValue[];
}

export interface TypedValue {
  readonly value: unknown;
  /** The name of its type. */
  readonly type: string;
  /** True: held against it from a variable that is declared to hold just this value, and not as a literal. */
  readonly isDeclared?: boolean;
}

export interface CompiledSample {
  /** What the compiler says about the types themselves. */
  readonly typeErrors: readonly string[];
  /** By value: why the compiler rejects it, or undefined where it does not. */
  readonly rejections: readonly (string | undefined)[];
}

/** Holds every value against its type, as a literal where nothing else is said: one program for all samples, one module a sample, one line a value. */
export async function compileInstances(samples: readonly TypedSample[]): Promise<CompiledSample[]> {
  const folder = mkdtempSync(join(tmpdir(), 'instances-'));
  try {
    const starts = samples.map((sample, at) => writeSample(sample, join(folder, `sample-${at}.ts`)));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: STRICTEST, include: ['*.ts'] }));
    const { stdout } = await runTsc(folder, ['--noEmit', '--pretty', 'false']);
    return sortErrors(stdout, samples, starts);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns the line of the first value. */
function writeSample({ types, values }: TypedSample, file: string): number {
  const lines = values.map(({ value, type, isDeclared = false }, at) => {
    const source = isDeclared ? `declare const source${at}: ${printType({ kind: 'literal', value })}; ` : '';
    return `${source}export const value${at}: ${type} = ${isDeclared ? `source${at}` : literal(value)};\n`;
  });
  const head = `${types.trimEnd()}\n`;
  writeFileSync(file, head + lines.join(''));
  return head.split('\n').length;
}

function sortErrors(stdout: string, samples: readonly TypedSample[], starts: readonly number[]): CompiledSample[] {
  const sorted = samples.map(({ values }) => ({
    typeErrors: [] as string[],
    rejections: values.map((): string | undefined => undefined),
  }));
  for (const text of stdout.split('\n')) {
    const match = /^sample-(\d+)\.ts\((\d+),\d+\): (error TS.*)$/.exec(text);
    if (match === null) {
      if (text.includes('error TS')) throw new Error(`the compiler complains about the program: ${text}`);
      continue;
    }
    const [sample, line, message] = [Number(match[1]), Number(match[2]), match[3]!];
    const value = line - starts[sample]!;
    if (value < 0) sorted[sample]!.typeErrors.push(message);
    else sorted[sample]!.rejections[value] ??= message;
  }
  return sorted;
}
