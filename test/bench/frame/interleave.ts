/**
 * Measures every contender once a round, after a round that does not count, each round starting with another one: what else the machine does
 * hits all of them alike. Gives back the measurements of each, by round.
 */
export async function interleave<Name extends string>(
  contenders: Readonly<Record<Name, () => number | Promise<number>>>,
  rounds: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round++) {
    for (let at = 0; at < names.length; at++) {
      const name = names[(at + round) % names.length]!;
      const measured = await contenders[name]();
      if (round > 0) found[name].push(measured);
    }
  }
  return found;
}
