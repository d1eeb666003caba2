import { randomBytes } from 'node:crypto';

/** A new id for a run: `20261127-081822-123a7f3b2`, the moment of its start (UTC, to the millisecond) and six random digits. Ids sort by time. */
export function newRunId(now: number = Date.now()): string {
  const [date = '', time = ''] = new Date(now)
    .toISOString()
    .replaceAll(/[-:.Z]/g, '')
    .split('T');
  return `${date}-${time.slice(0, 6)}-${time.slice(6)}${randomBytes(3).toString('hex')}`;
}

/** True for what `newRunId` makes: no other folder is a run's. */
export function isRunId(text: string): boolean {
  return /^\d{8}-\d{6}-\d{3}[\da-f]{6}$/.test(text);
}
