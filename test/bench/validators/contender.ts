/** A validator to be measured. Each lies in a module of its own, so that a process loads only what it measures. */
export interface Contender {
  /** True for a value that fits. The value with its defaults, or the list of all that is wrong, has been made by then. */
  readonly all: (value: unknown) => boolean;
  /** The same, but it ends at the first thing that is wrong. Not everybody has that. */
  readonly first?: (value: unknown) => boolean;
}
