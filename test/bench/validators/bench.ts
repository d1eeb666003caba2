import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startAsked, type AskedProcess } from '../frame/asked-process.ts';
import type { Bench, BenchContext, Measured, Row } from '../frame/frame.ts';
import { interleave } from '../frame/interleave.ts';
import { ratio, summarise, type Summary } from '../frame/summary.ts';
import { bundleContenders } from './bundle-contenders.ts';
import { ensurePydantic, PYDANTIC } from './ensure-pydantic.ts';
import type { Question } from './measure.ts';
import { invalid, valid } from './values.ts';

export const bench: Bench = {
  note:
    'our validators against others. All do the same work: defaults filled into a new value, unknown fields refused; all problems listed, or the first. ' +
    'Cold start: CPU time from the start of a process to its first verdict, over a process that does nothing; rates are by CPU time as well. ' +
    '× says how many times as fast ours is.',
  packages: ['ajv', 'zod', 'valibot'],
  run,
};

type Command = readonly [string, readonly string[]];

const MILLISECONDS = 100;
const ENTRIES = ['all', 'first'] as const;
const KINDS = ['valid', 'invalid'] as const;

async function run({ root, out, rounds }: BenchContext): Promise<Measured> {
  const node = await bundleContenders(root, out);
  const values = join(out, 'values.json');
  writeFileSync(values, JSON.stringify({ valid, invalid }));
  const python = ensurePydantic(root);
  const script = join(root, 'test/bench/validators/contenders/pydantic_bench.py');
  const measure = join(out, 'measure.mjs');
  const commands = new Map<string, Command>(
    node.map((name) => [name, [process.execPath, [measure, String(pathToFileURL(join(out, `${name}.mjs`)))]]]),
  );
  commands.set('pydantic', [python, [script, values]]);
  const cold = await coldStarts(commands, python, rounds);
  const rates = await throughput(commands, rounds);
  const rows = [...commands.keys()].flatMap((name) => ENTRIES.map((entry) => toRow(name, entry, cold, rates)));
  return { rows: rows.filter(({ figures }) => Object.keys(figures).length > 0), versions: { pydantic: PYDANTIC } };
}

/** CPU milliseconds over those of a process that does nothing. */
async function coldStarts(commands: ReadonlyMap<string, Command>, python: string, rounds: number): Promise<Map<string, number[]>> {
  const nothing = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)';
  const found = await interleave(
    {
      node: cpu(process.execPath, ['--input-type=module', '-e', nothing]),
      python: cpu(python, ['-c', 'import time; print(time.process_time() * 1000)']),
      ...Object.fromEntries([...commands].map(([name, [command, args]]) => [name, cpu(command, [...args, 'cold'])])),
    } as Record<string, () => number>,
    rounds * 2, // a few milliseconds beside the forty of a bare process
  );
  const over = ([name, [command]]: [string, Command]): [string, number[]] => {
    const bare = found[command === python ? 'python' : 'node']!;
    return [name, found[name]!.map((one, at) => one - bare[at]!)];
  };
  return new Map([...commands].map(over));
}

/** What a process prints: a number. */
const cpu = (command: string, args: readonly string[]) => (): number => Number(execFileSync(command, args, { encoding: 'utf8' }));

/** Values a second of CPU time, by `<name> <entry> <kind>`. */
async function throughput(commands: ReadonlyMap<string, Command>, rounds: number): Promise<Record<string, number[]>> {
  const processes = [...commands].map(([name, command]) => [name, startAsked(...command)] as const);
  const contenders: Record<string, () => Promise<number>> = {};
  for (const [name, asked] of processes) {
    for (const entry of await agreeing(name, asked)) {
      for (const kind of KINDS) {
        const question: Question = { rate: entry, of: kind, milliseconds: MILLISECONDS };
        contenders[`${name} ${entry} ${kind}`] = async () => (await asked.ask(question)) as number;
      }
    }
  }
  const found = await interleave(contenders, rounds);
  for (const [, asked] of processes) asked.end();
  return found;
}

/** The entries that a contender has. Throws where it judges otherwise than the values are made: then it does not do the same work. */
async function agreeing(name: string, { ask }: AskedProcess): Promise<(typeof ENTRIES)[number][]> {
  const found: (typeof ENTRIES)[number][] = [];
  for (const entry of ENTRIES) {
    const [ofValid, ofInvalid] = (await ask({ verdicts: entry } satisfies Question)) as [(boolean | null)[], (boolean | null)[]];
    if (ofValid[0] === null) continue;
    if (!ofValid.every((verdict) => verdict === true) || !ofInvalid.every((verdict) => verdict === false))
      throw new Error(`${name} has wrong verdicts`);
    found.push(entry);
  }
  return found;
}

function toRow(name: string, entry: string, cold: ReadonlyMap<string, number[]>, rates: Readonly<Record<string, number[]>>): Row {
  const figures: Record<string, Summary> = {};
  if (entry === 'all') {
    figures['cold start'] = summarise(cold.get(name)!, 'ms');
    figures['cold ×'] = ratio(cold.get(name)!, cold.get('actionsmith')!);
  }
  for (const kind of KINDS) {
    const theirs = rates[`${name} ${entry} ${kind}`];
    if (theirs === undefined) return { name, figures: entry === 'all' ? figures : {} };
    figures[kind] = summarise(theirs, '/s');
    figures[`${kind} ×`] = ratio(rates[`actionsmith ${entry} ${kind}`]!, theirs);
  }
  return { name: entry === 'all' ? name : `${name}, first error`, figures };
}
