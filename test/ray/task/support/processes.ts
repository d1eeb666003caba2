import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Run } from 'actionsmith';
import type { TaskRun } from '../../../../runtime/executors/task-run.ts';
import { pause } from '../../../../runtime/timing/backoff.ts';
import type { Where } from '../fixtures/probe/src/actions/where.ts';

/** The folder of the plugin that tells where it runs. */
export const probeFolder: string = fileURLToPath(new URL('../fixtures/probe', import.meta.url)).replace(/\/$/, '');

/** What a run of the probe has told by now of its processes. */
export async function whereOf(run: Run): Promise<Where> {
  for await (const event of run.events()) if (event.type === 'log' && event.event === 'where') return event.data as unknown as Where;
  throw new Error('the run ended and has not told where it runs');
}

/** The process of the actor that a run has begun in. */
export function actorOf({ actor }: TaskRun): number {
  if (actor?.pid === undefined) throw new Error('the run has not begun');
  return actor.pid;
}

/** The names of those processes that are still there after a while at most: nobody has to be. */
export async function leftOver(pids: Readonly<Record<string, number | undefined>>, withinMs = 10_000): Promise<string[]> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const left = Object.keys(pids).filter((name) => isAlive(pids[name] ?? -1));
    if (left.length === 0 || Date.now() > deadline) return left;
    await pause(50);
  }
}

/** A process that has ended and that nobody has asked for is not alive. */
export function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z';
  } catch {
    return false;
  }
}
