import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Bench } from './frame/frame.ts';
import { keepResult } from './frame/keep-result.ts';
import { report } from './frame/report.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = join(root, 'test/bench');

/**
 * `npm run bench -- [<name>…] [--rounds <n>] [--keep]`: the named benches, or all, one after another. Each is a folder beside this file. What is kept
 * goes into test/bench/results, and that of `generate` into the README.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: 'string', default: '21' }, keep: { type: 'boolean', default: false } },
  });
  const known = readdirSync(here).filter((name) => existsSync(join(here, name, 'bench.ts')));
  const unknown = positionals.filter((name) => !known.includes(name));
  const rounds = Number(values.rounds);
  if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
    console.error(`usage: npm run bench -- [${known.join('|')}]… [--rounds <whole number>] [--keep]`);
    process.exit(2);
  }
  for (const name of positionals.length > 0 ? positionals : known) {
    const out = join(root, '.actionsmith/bench', name);
    mkdirSync(out, { recursive: true });
    const context = { root, out, rounds };
    const { bench } = (await import(pathToFileURL(join(here, name, 'bench.ts')).href)) as { bench: Bench };
    const stored = report(name, bench, await bench.run(context), context);
    if (values.keep) keepResult(root, name, stored);
  }
}

await main();
