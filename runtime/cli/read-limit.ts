import { UsageError } from './usage-error.ts';

/** `--limit`: a whole number, where 0 is no limit. Throws UsageError. */
export function readLimit(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--limit takes a whole number (got ${JSON.stringify(text)})`);
  return Number(text) === 0 ? Infinity : Number(text);
}
