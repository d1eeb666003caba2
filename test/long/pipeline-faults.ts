import { fileURLToPath } from 'node:url';
import { startLocalCluster } from '../../runtime/ray/local-cluster.ts';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { PipelineFaults, VICTIMS } from '../support/pipeline-faults.ts';

/**
 * A part of `npm run test:long`: on a cluster of its own, in FAULTS rounds (60), a pipeline of six actions of which the client, the driver, the service or a
 * worker is killed at a random moment. Whatever it was: the result is the same, every effect is there once, and what had finished did not run again. SEED
 * makes other moments.
 */
const rounds = Number(process.env['FAULTS'] ?? 60);
const random = seeded(Number(process.env['SEED'] ?? 1));
const LONGEST_MS = 12_000;

const folder = new TemporaryFolder();
const cluster = await startLocalCluster({ folder: fileURLToPath(new URL('../..', import.meta.url)), onProgress: console.error });
const faults = await PipelineFaults.open(folder.path, cluster.dashboardUrl);
try {
  let resumed = 0;
  for (let round = 0; round < rounds; round++) {
    const victim = VICTIMS[round % VICTIMS.length]!;
    const delayMs = Math.floor(random() * LONGEST_MS);
    const resumes = await faults.play(victim, delayMs, round);
    resumed += resumes;
    console.error(`round ${round}: ${victim} after ${delayMs} ms, ${resumes} resumes`);
  }
  console.log(
    `${rounds} pipelines of six actions, each with a process killed: ${resumed} resumes, no result differs, no finished action ran again`,
  );
} finally {
  await faults.close();
  await cluster.stop();
  folder.remove();
}

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
