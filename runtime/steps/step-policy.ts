/** Whether and when what failed is tried again. */
export interface RetryPolicy {
  /** How often it is tried at most, the first time included. */
  readonly attempts: number;
  /** The wait before attempt n+1 is delayMs x factor^(n-1), at most maxDelayMs. Default: no wait. */
  readonly delayMs?: number;
  /** Default: 1. */
  readonly factor?: number;
  /** No wait is longer, whoever asks for it. Default: no limit. */
  readonly maxDelayMs?: number;
  /** `full`: any time between nothing and that wait, so that many runs do not come back at once. Default: `none`. */
  readonly jitter?: 'none' | 'full';
  /** Codes of errors that another attempt will not help against. */
  readonly nonRetryable?: readonly string[];
}

/** How a step is tried, in milliseconds. Infinity is no limit; what is no length of time is refused before the first step runs. */
export interface StepPolicy {
  /** For one attempt; its signal aborts then. Default: no limit. */
  readonly timeoutMs?: number;
  /** Default: one attempt. */
  readonly retry?: RetryPolicy;
  /** For one attempt to undo the step. Default: one minute. */
  readonly rollbackTimeoutMs?: number;
  /** For undoing the step, which must end: its attempts are counted. Default: one attempt. */
  readonly rollbackRetry?: RetryPolicy;
}
