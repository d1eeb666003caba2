/** How a step is tried, in milliseconds. Infinity is no limit; what is no length of time is refused before the first step runs. */
export interface StepPolicy {
  /** For one attempt; its signal aborts then. Default: no limit. */
  readonly timeoutMs?: number;
  /** The wait before attempt n+1 is delayMs x factor^(n-1). Default: one attempt. */
  readonly retry?: { readonly attempts: number; readonly delayMs?: number; readonly factor?: number };
  /** For undoing the step. Default: one minute. */
  readonly rollbackTimeoutMs?: number;
}
