/** A part of a list: what comes after `skip` others, the newest first. */
export interface ListRange {
  readonly skip: number;
  readonly limit: number;
}
