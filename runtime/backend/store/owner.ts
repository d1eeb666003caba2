import { hostname } from 'node:os';
import { isGone } from '../../history/is-gone.ts';
import { processStart } from '../../history/process-start.ts';

/** The process that has begun to write something, as a text that is a file name too: only that process, or who comes after its end, may clear it away. */
export function thisOwner(): string {
  const start = processStart(process.pid);
  return Buffer.from(JSON.stringify({ host: hostname(), pid: process.pid, ...(start !== undefined && { processStart: start }) })).toString(
    'base64url',
  );
}

/** `lastSign`: when it last wrote, in milliseconds since 1970. What is no owner's name belongs to nobody. */
export function isOwnerGone(owner: string, lastSign: number): boolean {
  try {
    const { host, pid, processStart: start } = JSON.parse(Buffer.from(owner, 'base64url').toString('utf8')) as Record<string, unknown>;
    if (typeof host !== 'string' || typeof pid !== 'number') return true;
    return isGone({ host, pid, ...(typeof start === 'string' && { processStart: start }) }, lastSign);
  } catch {
    return true;
  }
}
