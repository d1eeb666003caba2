import { checkSoundness } from '../generator/diff/check-soundness.ts';

/** `npm run test:long`: 3,000 random pairs of schemas; SEED makes other ones. Exits 1 where a break is not told. */
const { pairs, broken, undecided, faults } = checkSoundness(3000, Number(process.env['SEED'] ?? 1));
console.log(
  `${pairs} pairs of schemas, ${broken} with a value that breaks, ${undecided} of them not to be compared, ${faults.length} not told`,
);
for (const fault of faults) console.error(`wrong: ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
