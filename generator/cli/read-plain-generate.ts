import { resolve } from 'node:path';
import type { GenerateFlags } from './generate-flags.ts';

/**
 * `actionsmith generate [plugin] [--quiet]`, which editors and scripts run all the time; undefined for every other command line. Mostly there is nothing
 * to do, and then a reader of command lines would be the largest part of the work.
 */
export function readPlainGenerate(argv: readonly string[]): { plugin: string; flags: GenerateFlags } | undefined {
  const [command, ...rest] = argv;
  const words = rest.filter((word) => word !== '--quiet');
  if (command !== 'generate' || words.length > 1 || words.some((word) => word.startsWith('-') || word === '')) return undefined;
  return { plugin: resolve(words[0] ?? '.'), flags: rest.length > words.length ? { quiet: true } : {} };
}
