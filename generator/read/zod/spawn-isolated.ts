import { spawnSync } from 'node:child_process';

/** Megabytes. */
export const HEAP_MB: number = 512;

/** Bytes. */
const LARGEST_ANSWER = 16 * 1024 * 1024;

export interface IsolatedEnd {
  /** What the process wrote on its file descriptor 3. */
  readonly answer: string;
  readonly error: Error | undefined;
  readonly signal: NodeJS.Signals | null;
  readonly status: number | null;
}

/**
 * Runs code of the author in a process of its own, which has no environment to read (what is generated must not depend on it), no output but its answer, and
 * an end. Whatever the code does, it does not do it to the generator.
 */
export function spawnIsolated(args: readonly string[], root: string, timeoutMs: number): IsolatedEnd {
  const { output, error, signal, status } = spawnSync(process.execPath, [`--max-old-space-size=${HEAP_MB}`, ...args], {
    cwd: root,
    env: { TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: LARGEST_ANSWER,
  });
  return { answer: String(output?.[3] ?? ''), error, signal, status };
}
