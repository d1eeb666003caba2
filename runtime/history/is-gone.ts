import { hostname } from 'node:os';
import type { RunRecord } from '../../generated/run-record/types.ts';
import { processStart } from './process-start.ts';

/** From another machine nobody can see whether a process lives. One that has written nothing for this long does not. */
const SILENCE_MS = 24 * 3_600_000;

/** True where the process of a run is no more: killed, or its machine was switched off. `lastSign`: when it last wrote, in milliseconds since 1970. */
export function isGone({ host, pid, processStart: start }: Pick<RunRecord, 'host' | 'pid' | 'processStart'>, lastSign: number): boolean {
  if (host !== hostname()) return Date.now() - lastSign > SILENCE_MS;
  if (start !== undefined) return processStart(pid) !== start;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'; // EPERM: it lives, and is someone else's
  }
}
