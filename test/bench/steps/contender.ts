/** Builds a list of so many steps that do nothing, and runs it to its end, one step after another. */
export type Contender = (steps: number) => Promise<unknown>;
