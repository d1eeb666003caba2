import { UsageError } from './usage-error.ts';

/** The variables of `--env NAME=value`, which may be repeated; the last one of a name counts. Throws UsageError. */
export function readEnv(pairs: readonly string[]): Record<string, string> {
  const entries = pairs.map((pair) => {
    const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(pair) ?? [];
    if (name === undefined || value === undefined) throw new UsageError(`--env takes NAME=value (got ${JSON.stringify(pair)})`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

/** For an option that may be repeated. */
export function collectPair(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
