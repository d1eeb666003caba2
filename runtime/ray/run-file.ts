import type { CheckpointEvent } from '../logging/run-event.ts';

/** What a job is told about its one run, in a file beside the bundle. Params travel here: a command line and metadata are for everybody to read. */
export interface RunFile {
  readonly protocol: 1;
  readonly nonce: string;
  readonly plugin: string;
  readonly action: string;
  /** Of the contract that the params were checked against. */
  readonly contractHash: string;
  readonly jobId: string;
  /** As the caller gave them: the worker checks them again and fills in the defaults. */
  readonly params: unknown;
  /** Set in the worker's process before the author's code is loaded. */
  readonly env: Readonly<Record<string, string>>;
  /** What the job that this one resumes left: the events of its checkpoints. */
  readonly checkpoints?: readonly CheckpointEvent[];
  /** How long a stopped run may take to clean up, in milliseconds. */
  readonly graceMs: number;
}

export const RUN_FILE = 'run.json';

/** The bundle's own module, and how the names begin of those that it loads when it comes to them. */
export const MAIN_MODULE = 'main.mjs';
export const PART_PREFIX = 'part-';

/** The code of the error that stands in for what a bundle leaves out. */
export const NOT_IN_BUNDLE = 'NOT_IN_BUNDLE';

/** The module, beside the bundle's own, through which the run reports to a backend. */
export const BACKEND_PART = 'backend.mjs';
