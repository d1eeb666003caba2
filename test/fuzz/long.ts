import { checkBatch } from './check-batch.ts';

const BATCHES = 10;
const PER_BATCH = 2000;

/** `npm run test:long`: 20,000 random schemas with six values each. SEED makes other ones; exits 1 where anything is wrong. */
async function main(): Promise<void> {
  const seed = Number(process.env['SEED'] ?? 1);
  let faults = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    const figures = await checkBatch(PER_BATCH, seed + batch * 1_000_003);
    const { schemas, refused, values, valid, caught, zods, slowest } = figures;
    const took = `${zods} held against zod, slowest ${Math.round(slowest)} ms`;
    console.log(`${schemas} schemas (${refused} refused), ${values} values, ${valid} valid, ${caught} invalid caught by types, ${took}`);
    for (const fault of figures.faults) console.error(`wrong: ${fault}`);
    faults += figures.faults.length;
  }
  console.log(faults === 0 ? 'all as it must be' : `${faults} faults`);
  process.exitCode = faults === 0 ? 0 : 1;
}

await main();
