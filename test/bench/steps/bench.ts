import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { startAsked } from '../frame/asked-process.ts';
import type { Bench, BenchContext, Measured } from '../frame/frame.ts';
import { interleave } from '../frame/interleave.ts';
import { ratio, summarise } from '../frame/summary.ts';
import { contenders as ours } from './contenders/actionsmith.ts';
import { contenders as others } from './contenders/others.ts';
import { ensureSynapse, SYNAPSE } from '../../support/ensure-synapse.ts';
import type { Question } from './measure.ts';

export const bench: Bench = {
  note:
    '1,000 steps that do nothing, one after another, in CPU time; building the list is part of it. ' +
    '× says how many times as long as ours takes: rows with a timeout against ours with timeouts, others against ours without.',
  packages: ['listr2', 'p-queue'],
  run,
};

const PYTHON = 'Python package';
const QUESTION: Question = { steps: 1_000, runs: 10 };

async function run({ root, out, rounds }: BenchContext): Promise<Measured> {
  const here = join(root, 'test/bench/steps');
  await bundle(join(here, 'measure.ts'), join(out, 'measure.mjs'));
  const commands = new Map<string, readonly [string, readonly string[]]>();
  for (const [file, contenders] of [['actionsmith', ours] as const, ['others', others] as const]) {
    await bundle(join(here, `contenders/${file}.ts`), join(out, `${file}.mjs`));
    for (const name of Object.keys(contenders))
      commands.set(name, [process.execPath, [join(out, 'measure.mjs'), String(pathToFileURL(join(out, `${file}.mjs`))), name]]);
  }
  const python = ensureSynapse(root);
  if (python !== undefined) commands.set(PYTHON, [python, [join(here, 'contenders/orchestrator_bench.py')]]);
  const found = await measure(commands, rounds);
  const rows = [...commands.keys()].map((name) => {
    const base = found[name.includes('timeouts') ? 'actionsmith, timeouts' : 'actionsmith']!;
    const lowest = { median: Math.min(...found[name]!), low: 0, high: 0, n: rounds, unit: 'us' };
    lowest.low = lowest.high = lowest.median;
    return { name, figures: { 'a step': summarise(found[name]!, 'us'), lowest, '×': ratio(found[name]!, base) } };
  });
  return { rows, versions: python === undefined ? {} : { 'synapse-sdk': SYNAPSE } };
}

async function measure(
  commands: ReadonlyMap<string, readonly [string, readonly string[]]>,
  rounds: number,
): Promise<Record<string, number[]>> {
  const processes = [...commands].map(([name, command]) => [name, startAsked(...command)] as const);
  for (const [, asked] of processes) for (let warm = 0; warm < 10; warm++) await asked.ask(QUESTION);
  const asking = processes.map(([name, asked]) => [name, async () => (await asked.ask(QUESTION)) as number] as const);
  const found = await interleave(Object.fromEntries(asking), rounds);
  for (const [, asked] of processes) asked.end();
  return found;
}

/** As an author ships it: one file with what it needs. */
async function bundle(entry: string, outfile: string): Promise<void> {
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', loader: { '.py': 'text' }, banner });
}
