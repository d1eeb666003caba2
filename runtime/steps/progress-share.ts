/**
 * The progress of all steps together, 0 to 100, from each step's own. Weights are normalised, a skipped step gives its weight back to the others,
 * and the number never goes down.
 */
export class ProgressShare {
  readonly #weights = new Map<string, number>();
  #open: number;
  #total: number;
  #done = 0;
  #highest = 0;

  constructor(steps: readonly { readonly name: string; readonly progressWeight: number }[]) {
    const isWeighted = steps.some((step) => step.progressWeight > 0);
    for (const { name, progressWeight } of steps) this.#weights.set(name, isWeighted ? progressWeight : 1);
    this.#open = steps.length;
    this.#total = sum(this.#weights.values());
  }

  skip(name: string): number {
    this.#total -= this.#weights.get(name) ?? 0;
    this.#open -= 1;
    return this.#raise(this.#done);
  }

  finish(name: string): number {
    this.#done += this.#weights.get(name) ?? 0;
    this.#open -= 1;
    return this.#raise(this.#done);
  }

  /** While a step runs; `fraction` of it is done, 0 to 1. */
  within(name: string, fraction: number): number {
    return this.#raise(this.#done + (this.#weights.get(name) ?? 0) * fraction);
  }

  #raise(done: number): number {
    const percent = this.#total > 0 ? (done / this.#total) * 100 : 0;
    const rounded = this.#open === 0 ? 100 : Math.min(100, Math.floor(percent * 100) / 100);
    this.#highest = Math.max(this.#highest, rounded);
    return this.#highest;
  }
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
