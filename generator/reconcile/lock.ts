import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';
import { ActionsmithError } from '../../runtime/errors.ts';

/** Runs `work` while no other generator writes to the same plugin. Waits up to 10 s for the other one. */
export async function withLock<T>(root: string, work: () => Promise<T>): Promise<T> {
  const folder = join(root, '.actionsmith');
  await mkdir(folder, { recursive: true });
  const release = await acquire(folder);
  try {
    return await work();
  } finally {
    await release();
  }
}

async function acquire(folder: string): Promise<() => Promise<void>> {
  try {
    return await lockfile.lock(folder, {
      lockfilePath: join(folder, 'generate.lock'),
      retries: { retries: 50, minTimeout: 200, maxTimeout: 200 },
      stale: 10_000,
    });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ELOCKED') throw cause;
    const message = `another generator is writing to this plugin, and did not finish in 10 s; if none runs, delete ${join(folder, 'generate.lock')}`;
    throw new ActionsmithError(message, { code: 'GENERATOR_LOCKED', retryable: true, cause });
  }
}
