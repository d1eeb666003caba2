import { setTimeout as sleep } from 'node:timers/promises';
import { type NamedProcess, stillAlive } from './process-tree.ts';

const LOOK_AGAIN_MS = 50;

const LAST_MOMENTS_MS = 5_000;

/** Waits until none of the processes lives, and kills what is left after `graceMs`. Never touches another process that has got one of their pids. */
export async function endProcesses(processes: readonly NamedProcess[], graceMs: number): Promise<void> {
  const left = await untilGone(processes, graceMs);
  killProcesses(left);
  await untilGone(left, LAST_MOMENTS_MS); // the system takes a moment to take a large one apart
}

async function untilGone(processes: readonly NamedProcess[], limitMs: number): Promise<readonly NamedProcess[]> {
  const deadline = Date.now() + limitMs;
  let left = stillAlive(processes);
  while (left.length > 0 && Date.now() < deadline) {
    await sleep(LOOK_AGAIN_MS);
    left = stillAlive(left);
  }
  return left;
}

/** Kills those that still live, at once. */
export function killProcesses(processes: readonly NamedProcess[]): void {
  for (const { pid } of stillAlive(processes)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // ended meanwhile
    }
  }
}
