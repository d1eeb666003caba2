import { afterAll, beforeAll, inject, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { PipelineFaults, VICTIMS } from '../../support/pipeline-faults.ts';

/* FAULTS rounds (60); SEED makes other moments. */
const rounds = Number(process.env['FAULTS'] ?? 60);
const random = seeded(Number(process.env['SEED'] ?? 1));
const LONGEST_MS = 12_000;

const folder = new TemporaryFolder();
let faults: PipelineFaults;

beforeAll(async () => {
  faults = await PipelineFaults.open(folder.path, inject('rayDashboardUrl'));
});

afterAll(async () => {
  await faults?.close();
  folder.remove();
});

test(`with the client, the driver, the service or a worker killed at ${rounds} random moments, a pipeline of six has the same result, and no finished action ran again`, async () => {
  for (let round = 0; round < rounds; round++) {
    const victim = VICTIMS[round % VICTIMS.length]!;
    const delayMs = Math.floor(random() * LONGEST_MS);
    const resumes = await faults.play(victim, delayMs, round);
    console.error(`round ${round}: ${victim} after ${delayMs} ms, ${resumes} resumes`);
  }
}, 7_200_000);

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
