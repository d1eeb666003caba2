import type { Contender } from './contender.ts';
import { invalid, valid } from './values.ts';

/** One process, one contender: loads it, and prints what was asked for as a line of JSON. */
const [path, what] = process.argv.slice(2);
const { contender } = (await import(path!)) as { contender: Contender };
const { check } = contender;
const first = check(valid[0]);
if (what === 'cold') print({ verdicts: [first] });
else
  print({
    verdicts: [valid, invalid].map((values) => values.map((value) => check(structuredClone(value)))),
    valid: rate(valid),
    invalid: rate(invalid),
  });

/** Checks a second: the median of five rounds, after a warm-up. */
function rate(values: readonly unknown[]): number {
  run(values, 300);
  const rounds = Array.from({ length: 5 }, () => run(values, 400));
  return rounds.toSorted((a, b) => a - b)[2]!;
}

function run(values: readonly unknown[], milliseconds: number): number {
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < milliseconds) {
    for (const value of values) check(value);
    count += values.length;
  }
  return (count / (performance.now() - start)) * 1000;
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
