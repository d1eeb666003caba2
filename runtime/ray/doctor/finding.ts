/** One thing that was looked at. */
export interface Finding {
  /** What was looked at, in a word or two: `address`, `token`. */
  readonly check: string;
  readonly verdict: 'ok' | 'warning' | 'problem';
  readonly message: string;
  /** What to do about a warning or a problem. */
  readonly fix?: string;
}

export function ok(check: string, message: string): Finding {
  return { check, verdict: 'ok', message };
}

export function warning(check: string, message: string, fix: string): Finding {
  return { check, verdict: 'warning', message, fix };
}

export function problem(check: string, message: string, fix: string): Finding {
  return { check, verdict: 'problem', message, fix };
}
