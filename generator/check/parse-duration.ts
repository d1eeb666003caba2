/** `30s` in milliseconds; undefined where the text is no time above zero that a timer can hold. Units: ms, s, m, h, d. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text);
  if (!match) return undefined;
  const milliseconds = Math.round(Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0));
  return milliseconds >= 1 && milliseconds <= LONGEST ? milliseconds : undefined;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Timers of Node hold 31 bits; more would fire at once. About 24 days. */
const LONGEST = 2 ** 31 - 1;
