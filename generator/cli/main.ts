#!/usr/bin/env node
import { endWithOutput, isOutputError, loseOutput } from '../../runtime/process/lost-output.ts';
import { generateOnce } from './generate-once.ts';
import { exitCodeOf, printFailure } from './print-failure.ts';
import { readPlainGenerate } from './read-plain-generate.ts';

async function main(argv: readonly string[]): Promise<void> {
  const plain = readPlainGenerate(argv);
  if (plain === undefined) return (await import('./program.ts')).runProgram(argv);
  process.exitCode = (await generateOnce(plain.plugin, plain.flags)).exitCode;
}

endWithOutput();
try {
  await main(process.argv.slice(2));
} catch (error) {
  if (isUsageError(error)) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (isOutputError(error)) loseOutput(error);
  else {
    printFailure(error);
    process.exitCode = exitCodeOf(error);
  }
}

/** By name: the class would have to be loaded. */
function isUsageError(error: unknown): error is { readonly exitCode: number } {
  return error instanceof Error && error.constructor.name === 'CommanderError';
}
