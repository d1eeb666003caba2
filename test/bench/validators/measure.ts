import { createInterface } from 'node:readline';
import type { Contender } from './contender.ts';
import { invalid, valid } from './values.ts';

/** What a contender's process is asked; see `startAsked`. */
export type Question =
  | { readonly verdicts: 'all' | 'first' }
  | { readonly rate: 'all' | 'first'; readonly of: 'valid' | 'invalid'; readonly milliseconds: number };

/** One process, one contender. `cold` prints the CPU milliseconds from the start of the process to its first verdict; else it answers questions. */
const [path, what] = process.argv.slice(2);
const { contender } = (await import(path!)) as { contender: Contender };
if (what === 'cold') {
  if (!contender.all(valid[0])) throw new Error('a valid value was refused');
  process.stdout.write(`${cpu()}\n`);
} else for await (const line of createInterface({ input: process.stdin })) answer(JSON.parse(line) as Question);

function answer(question: Question): void {
  const found =
    'rate' in question
      ? rate(contender[question.rate]!, question.of === 'valid' ? valid : invalid, question.milliseconds)
      : [valid, invalid].map((values) => values.map((value) => contender[question.verdicts]?.(structuredClone(value)) ?? null));
  process.stdout.write(`${JSON.stringify(found)}\n`);
}

/** Values checked in a second of CPU time. */
function rate(check: (value: unknown) => boolean, values: readonly unknown[], milliseconds: number): number {
  const start = cpu();
  let count = 0;
  while (cpu() - start < milliseconds) {
    for (const value of values) check(value);
    count += values.length;
  }
  return (count / (cpu() - start)) * 1000;
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
