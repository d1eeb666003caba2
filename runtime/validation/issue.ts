/** One thing that is wrong with a value. The sentence is complete without its subject: `must be >= 1 (got 0)`. */
export interface Issue {
  /** From the root of the value to what is wrong; a missing property is named as if it were there. */
  readonly path: readonly (string | number)[];
  /** What is wrong, without the path. */
  readonly message: string;
  /** What to do about it: `did you mean "rotate"?` */
  readonly hint?: string;
  /** The JSON Schema keyword, or the name of the rule, that said no. */
  readonly keyword?: string;
}
