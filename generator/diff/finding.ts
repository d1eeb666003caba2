/** How much a change matters to who uses the plugin: `breaking` what worked is refused, `risky` it may work otherwise, `compatible` it works as before. */
export type DiffSeverity = 'breaking' | 'risky' | 'compatible';

/** A place in a file of one of the contracts; lines and columns count from 1. */
export interface DiffPlace {
  /** Relative to the plugin, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One change between two contracts, with its places in both. */
export interface Finding {
  /** The id of its rule: `params-field-required`. */
  readonly rule: string;
  readonly severity: DiffSeverity;
  /** What it is about: `train params.epochs`. */
  readonly subject: string;
  /** What happened to it, without the subject. */
  readonly message: string;
  readonly fix: string;
  readonly old: DiffPlace;
  readonly new: DiffPlace;
}
