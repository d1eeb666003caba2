/** A validator to be measured. Each lies in a module of its own, so that a process loads only what it measures. */
export interface Contender {
  /** True for a value that fits. The value with its defaults, or the list of all that is wrong, has been made by then. */
  readonly check: (value: unknown) => boolean;
}
