/** The median of some measurements, and the 95% interval of it that order statistics give: no distribution is assumed. */
export interface Summary {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** How many measurements. */
  readonly n: number;
  /** `ms`, `us`, `/s`, `×` … */
  readonly unit: string;
}

export function summarise(samples: readonly number[], unit: string): Summary {
  const sorted = samples.toSorted((left, right) => left - right);
  const n = sorted.length;
  const outside = ranksOutside(n);
  const median = (sorted[(n - 1) >> 1]! + sorted[n >> 1]!) / 2;
  return { median, low: sorted[outside]!, high: sorted[n - 1 - outside]!, n, unit };
}

/** How many times `samples` is of `base`, measured in the same rounds: what slows a round down slows both, and falls out. */
export function ratio(samples: readonly number[], base: readonly number[]): Summary {
  if (samples.length !== base.length) throw new Error('a ratio needs measurements of the same rounds');
  return summarise(
    samples.map((sample, at) => sample / base[at]!),
    '×',
  );
}

/** How many measurements lie outside of the interval at either end: fewer than 2.5% of all series would have their median there. */
function ranksOutside(n: number): number {
  let probability = 0.5 ** n;
  let sum = probability;
  let outside = 0;
  while (sum <= 0.025) {
    outside++;
    probability *= (n - outside + 1) / outside;
    sum += probability;
  }
  return Math.max(0, outside - 1);
}
