import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 200;
const LONGEST_MS = 5_000;

/** How long to wait before attempt `attempt` (1 = the first repetition): exponential with full jitter, so that many clients do not come back together. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return Math.ceil(ceiling * (0.5 + random() / 2));
}

/** Seconds or a date of a Retry-After header in milliseconds, at most a minute. RFC 9110, 10.2.3. */
export function retryAfterMs(header: string | undefined, now: number = Date.now()): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(60_000, Math.max(0, ms)) : undefined;
}

/** Waits; rejects with the signal's reason when it is aborted. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, signal ? { signal: AbortSignal.any([signal]) } : {}); // many wait with one signal, and Node warns of many listeners
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  }
}
