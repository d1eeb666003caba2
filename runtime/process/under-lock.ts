import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import lockfile from 'proper-lockfile';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { pause } from '../timing/backoff.ts';

/** A process that is killed leaves a lock that nobody renews. */
const STALE_MS = 10_000;
const ASK_AGAIN_MS = 200;

/**
 * Does work that one process at a time may do at a path, which need not be there; waits for as long as another one is at it. The signal that the work gets
 * aborts too when the lock is lost, because this process stood still and another one has taken over. Throws ActionsmithError LOCK_LOST then.
 */
export async function underLock<T>(path: string, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const lost = new AbortController();
  const release = await takeLock(path, signal, () => lost.abort(lockLost(path)));
  try {
    return await work(AbortSignal.any(signal === undefined ? [lost.signal] : [signal, lost.signal]));
  } finally {
    await release().catch(() => {}); // it may be another one's by now
  }
}

async function takeLock(path: string, signal: AbortSignal | undefined, onCompromised: () => void): Promise<() => Promise<void>> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await lockfile.lock(path, { realpath: false, stale: STALE_MS, onCompromised });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
      await pause(ASK_AGAIN_MS, signal);
    }
  }
}

function lockLost(path: string): ActionsmithError {
  return new ActionsmithError(`another process has taken over ${path}, since this one stood still`, { code: 'LOCK_LOST', retryable: true });
}
