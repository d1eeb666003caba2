import { createInterface } from 'node:readline';
import type { Contender } from './contender.ts';

/** What a contender's process is asked. */
export interface Question {
  readonly steps: number;
  readonly runs: number;
}

/** Answers questions with the CPU microseconds that a step takes, its part of building the list included. */
const [path, name] = process.argv.slice(2);
const { contenders } = (await import(path!)) as { contenders: Readonly<Record<string, Contender>> };
const contender = contenders[name!]!;
for await (const line of createInterface({ input: process.stdin })) {
  const { steps, runs } = JSON.parse(line) as Question;
  const start = cpu();
  for (let run = 0; run < runs; run++) await contender(steps);
  process.stdout.write(`${(cpu() - start) / runs / steps}\n`);
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
