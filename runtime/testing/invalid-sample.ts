/** Params that a contract refuses for one reason; made with the contract, and held against its validator then. */
export interface InvalidSample {
  /** The keyword of JSON Schema that they break: `required`, `maximum`. */
  readonly breaks: string;
  /** Where: `optimizer.rate`. */
  readonly at: string;
  /** What the validator says of it. */
  readonly message: string;
  readonly params: unknown;
}
