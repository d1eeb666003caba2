import { join } from 'node:path';
import { RAY_VERSION } from '../../../runtime/ray/ray-venv.ts';
import { startLocalCluster } from '../../../runtime/ray/local-cluster.ts';
import { startAsked } from '../frame/asked-process.ts';
import type { Bench, BenchContext, Measured } from '../frame/frame.ts';
import { interleave } from '../frame/interleave.ts';
import { ratio, type Summary, summarise } from '../frame/summary.ts';

export const bench: Bench = {
  note:
    'A warm task that gives back its params, 50 calls one after another, against a method of a Python actor through Ray Client; and a program from its ' +
    'start to its first answer and its end. The same cluster on this machine, without a network between. × is against Ray Client, pair by pair.',
  packages: [],
  run,
};

const CALLS = { calls: 50 };
const COLD = { cold: true };
const COLD_ROUNDS = 5;

async function run({ root, rounds }: BenchContext): Promise<Measured> {
  const cluster = await startLocalCluster({ folder: root });
  try {
    const here = join(root, 'test/bench/task');
    const plugin = join(root, 'test/ray/fixtures/tiny');
    const asked = {
      ours: startAsked(process.execPath, ['--import', 'tsx', join(here, 'ask.ts'), cluster.dashboardUrl, plugin]),
      theirs: startAsked(join(cluster.venv.bin, 'python'), [join(here, 'ray_client_bench.py'), cluster.clientAddress]),
    };
    const ask = (question: unknown, count: number): Promise<Record<'ours' | 'theirs', number[]>> =>
      interleave(
        { ours: async () => Number(await asked.ours.ask(question)), theirs: async () => Number(await asked.theirs.ask(question)) },
        count,
      );
    const repeat = await ask(CALLS, rounds);
    const cold = await ask(COLD, Math.min(rounds, COLD_ROUNDS));
    asked.ours.end();
    asked.theirs.end();
    const row = (name: string, { ours, theirs }: typeof repeat): Measured['rows'] => [
      { name: `actionsmith, ${name}`, figures: { median: summarise(ours, 'ms'), ...extremes(ours), '×': ratio(ours, theirs) } },
      { name: `Ray Client, ${name}`, figures: { median: summarise(theirs, 'ms'), ...extremes(theirs) } },
    ];
    return { rows: [...row('repeat call', repeat), ...row('cold start', cold)], versions: { ray: RAY_VERSION } };
  } finally {
    await cluster.stop();
  }
}

function extremes(samples: readonly number[]): Record<string, Summary> {
  const of = (value: number): Summary => ({ median: value, low: value, high: value, n: samples.length, unit: 'ms' });
  return { fastest: of(Math.min(...samples)), slowest: of(Math.max(...samples)) };
}
