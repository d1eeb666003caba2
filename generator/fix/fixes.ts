/** What `actionsmith fix` does, or would do. Paths are relative to the plugin's folder, with `/`. */
export interface Fixes {
  readonly patches: readonly Patch[];
  readonly refusals: readonly Refusal[];
}

/** One file of the author with what is put in; every byte that was there stays. */
export interface Patch {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** `createSteps() of TrainAction`, in the order of the contract. */
  readonly added: readonly string[];
}

/** What the author has to do, and why it was not done for them. */
export interface Refusal {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** Thrown while a class is looked at: it stays as it is. */
export class CannotFix extends Error {
  readonly refusal: Refusal;

  constructor(reason: string, path: string, text = '', position = 0) {
    super(reason);
    const before = text.slice(0, position).split('\n');
    this.refusal = { path, line: before.length, column: before.at(-1)!.length + 1, reason };
  }
}
