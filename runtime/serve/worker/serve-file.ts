import type { BindOptions } from '../base-serve-deployment.ts';
import type { BatchLimits } from '../http/batcher.ts';

/** What replicas are told, in a file of their package. No secret is in it: only where each is found. */
export interface ServeFile {
  readonly protocol: 1;
  readonly plugin: string;
  readonly action: string;
  readonly contractHash: string;
  /** Set in the worker's process before the author's code is loaded. */
  readonly env: Readonly<Record<string, string>>;
  readonly bound: BindOptions;
  readonly batch?: BatchLimits;
}

export const SERVE_FILE = 'serve.json';
