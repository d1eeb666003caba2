import { ActionsmithError } from '../errors/actionsmith-error.ts';

/** What is wrong with a length of time, as the end of a sentence; undefined where nothing is. Infinity is a length: no limit. */
export function wrongDuration(value: unknown): string | undefined {
  return typeof value === 'number' && value >= 0 ? undefined : `must be a number of at least 0, or Infinity (got ${String(value)})`;
}

/** Throws BAD_DURATION, with the option's name, for what is no length of time: NaN, a negative number, a text. */
export function checkDuration(name: string, value: number): number {
  const wrong = wrongDuration(value);
  if (wrong !== undefined) throw new ActionsmithError(`${name} ${wrong}`, { code: 'BAD_DURATION', details: { option: name } });
  return value;
}
