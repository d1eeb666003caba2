import type { Summary } from './summary.ts';

/** A folder of test/bench with a bench.ts that exports one as `bench`; `npm run bench -- <folder>` runs it. */
export interface Bench {
  /** What is compared, and under which conditions: a sentence or two for the reader of the figures. */
  readonly note: string;
  /** npm packages whose versions belong to the figures. */
  readonly packages: readonly string[];
  readonly run: (context: BenchContext) => Promise<Measured>;
}

export interface BenchContext {
  /** The repository. */
  readonly root: string;
  /** An existing folder for what is built and measured: `.actionsmith/bench/<name>`. */
  readonly out: string;
  /** How often everything is measured. */
  readonly rounds: number;
}

export interface Measured {
  readonly rows: readonly Row[];
  /** Versions of what is no npm package. */
  readonly versions?: Readonly<Record<string, string>>;
}

/** What was measured of one contender. Rows may lack figures that others have. */
export interface Row {
  readonly name: string;
  readonly figures: Readonly<Record<string, Summary>>;
}
