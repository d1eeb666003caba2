/** The measurements, in the order of every list of numbers of a model. */
export const FEATURES = ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'] as const;

export type Feature = (typeof FEATURES)[number];

/** One row of the data: what is known, and what is to be told from it. */
export interface Penguin {
  readonly species: string;
  /** In the order of FEATURES. */
  readonly measurements: readonly number[];
}
