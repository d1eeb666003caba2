import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePython } from '../frame/ensure-python.ts';
import type { Bench, BenchContext, Measured, Row } from '../frame/frame.ts';
import { type Cost, measureCommand } from '../frame/measure-command.ts';
import { ratio, summarise } from '../frame/summary.ts';
import { ensurePeers, PEERS } from './ensure-peers.ts';
import { writeFixture } from './fixture.ts';

const SIZES = [1, 100, 1_000] as const;
/** A round over 1,000 actions takes minutes. */
const MOST_ROUNDS: Readonly<Record<number, number>> = { 1: 15, 100: 5, 1_000: 3 };
const DATAMODEL = '0.89.0';
const OURS = 'actionsmith';

export const bench: Bench = {
  note: 'Whole processes over the same schemas, those of 1, 100 and 1,000 actions. × is how many times the CPU time of ours another generator takes (ours makes validators and step classes too); below, how many times that of an empty node process a command takes with 1,000 actions.',
  packages: ['typescript'],
  run,
};

/** Deletes what the contender wrote, runs it, and gives what it cost. */
type Contender = () => Promise<Cost>;

async function run({ root, out, rounds }: BenchContext): Promise<Measured> {
  const peers = ensurePeers(root);
  const python = ensurePython(root, 'datamodel-code-generator', DATAMODEL);
  cpSync(join(root, 'test/bench/generate/peers'), join(peers, 'bench'), { recursive: true }); // beside what they import
  const rows = new Map<string, Row['figures']>();
  const note = (name: string, figures: Row['figures']): void => void rows.set(name, { ...rows.get(name), ...figures });
  for (const size of SIZES) {
    const work = join(out, String(size));
    rmSync(work, { recursive: true, force: true });
    const plugin = join(work, 'plugin');
    writeFixture(plugin, size);
    writeFileSync(join(plugin, 'package.json'), '{ "type": "module" }\n');
    const found = await measureAll(contendersOf(root, work, peers, python), Math.min(rounds, MOST_ROUNDS[size]!));
    const cpu = (name: string): number[] => found.get(name)!.map((cost) => cost.cpu);
    for (const [name, costs] of found) {
      note(name, { [`CPU, ${size}`]: summarise(cpu(name), 's') });
      if (name !== OURS) note(name, { [`× ours, ${size}`]: ratio(cpu(name), cpu(OURS)) });
      if (size !== 1_000) continue;
      note(name, {
        wall: summarise(
          costs.map(({ wall }) => wall),
          's',
        ),
        memory: summarise(
          costs.map(({ memory }) => memory / 2 ** 20),
          'MiB',
        ),
        output: summarise([bytesIn(join(work, name)) / 1e6], 'MB'),
      });
    }
    if (size === 1_000) for (const row of await measureCommands(root, plugin, Math.min(rounds, 9))) note(row.name, row.figures);
  }
  return { rows: [...rows].map(([name, figures]) => ({ name, figures })), versions: { ...PEERS, 'datamodel-code-generator': DATAMODEL } };
}

function contendersOf(root: string, work: string, peers: string, python: string): Map<string, Contender> {
  const plugin = join(work, 'plugin');
  const contender = (name: string, command: (output: string) => readonly string[]): [string, Contender] => [
    name,
    async () => {
      const output = join(work, name);
      for (const path of [output, join(plugin, '.actionsmith'), join(plugin, 'src'), join(plugin, 'generated')])
        rmSync(path, { recursive: true, force: true });
      mkdirSync(output, { recursive: true });
      const cost = await measureCommand(command(output));
      if (name === OURS) cpSync(join(plugin, 'generated'), output, { recursive: true });
      return cost;
    },
  ];
  return new Map([
    contender(OURS, () => [process.execPath, join(root, 'dist/cli.js'), 'generate', plugin]),
    ...Object.keys(PEERS).map((name) => contender(name, (output) => [process.execPath, join(peers, `bench/${name}.mjs`), plugin, output])),
    contender('datamodel-code-generator', (output) => [
      join(python, '../datamodel-codegen'),
      '--input',
      join(plugin, 'schemas'),
      '--input-file-type',
      'jsonschema',
      '--output',
      output,
      '--output-model-type',
      'pydantic_v2.BaseModel',
      '--disable-timestamp',
      '--formatters',
      'builtin',
    ]),
  ]);
}

/** Once a round each, each round starting with another one. */
async function measureAll(contenders: ReadonlyMap<string, Contender>, rounds: number): Promise<Map<string, Cost[]>> {
  const names = [...contenders.keys()];
  const found = new Map(names.map((name): [string, Cost[]] => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (let at = 0; at < names.length; at++) {
      const name = names[(at + round) % names.length]!;
      found.get(name)!.push(await contenders.get(name)!());
    }
  return found;
}

/** What is done all day, beside an empty process. */
async function measureCommands(root: string, plugin: string, rounds: number): Promise<Row[]> {
  const cli = (...args: string[]): readonly string[] => [process.execPath, join(root, 'dist/cli.js'), ...args];
  await measureCommand(cli('generate', plugin));
  const schema = join(plugin, 'schemas', readdirSync(join(plugin, 'schemas'))[0]!);
  let edit = 0;
  const contenders = new Map<string, Contender>([
    ['an empty node process', () => measureCommand([process.execPath, '-e', '0'])],
    ['generate, nothing to do', () => measureCommand(cli('generate', plugin))],
    [
      'generate, one schema edited',
      () => {
        const changed = JSON.parse(readFileSync(schema, 'utf8')) as { properties: Record<string, object> };
        changed.properties['edited'] = { type: 'integer', minimum: ++edit };
        writeFileSync(schema, JSON.stringify(changed));
        return measureCommand(cli('generate', plugin));
      },
    ],
    ['generate --check', () => measureCommand(cli('generate', plugin, '--check'))],
    ['--help', () => measureCommand(cli('--help'))],
  ]);
  const found = await measureAll(contenders, rounds);
  const cpu = (name: string): number[] => found.get(name)!.map((cost) => cost.cpu);
  const [empty] = found.keys();
  return [...found].map(([name, costs]) => ({
    name,
    figures: {
      'CPU, 1000': summarise(cpu(name), 's'),
      '× empty': ratio(cpu(name), cpu(empty!)),
      wall: summarise(
        costs.map(({ wall }) => wall),
        's',
      ),
      memory: summarise(
        costs.map(({ memory }) => memory / 2 ** 20),
        'MiB',
      ),
    },
  }));
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
    (sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0),
    0,
  );
}
