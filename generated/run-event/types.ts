/** One thing that a run reports, from its start to its result. Plain JSON, on any wire. */
export type RunEvent = StartedEvent | LogEvent | MessageEvent | DevEvent | ProgressEvent | MetricsEvent | StepEvent | ResultEvent | FailedEvent;

/** The params fit, and the action begins. */
export interface StartedEvent {
  type: 'started';
  /** Milliseconds since 1970. */
  time: number;
  /** The action's name. */
  action: string;
  plugin?: string;
  contractHash?: string;
  jobId?: string;
}

/** A structured event of the author. */
export interface LogEvent {
  type: 'log';
  /** Milliseconds since 1970. */
  time: number;
  event: string;
  data: {
    [k: string]: unknown;
  };
  /** A file that belongs to the event. */
  file?: string;
  step?: string;
}

/** A message for the user. */
export interface MessageEvent {
  type: 'message';
  /** Milliseconds since 1970. */
  time: number;
  message: string;
  context: 'info' | 'success' | 'warning' | 'danger';
  step?: string;
}

/** A message for developers, not shown to users. */
export interface DevEvent {
  type: 'dev_event';
  /** Milliseconds since 1970. */
  time: number;
  message: string;
  data?: {
    [k: string]: unknown;
  };
  step?: string;
}

/** How far a category of the work is. */
export interface ProgressEvent {
  type: 'progress';
  /** Milliseconds since 1970. */
  time: number;
  current: number;
  total: number;
  /** current / total, 0 to 100. */
  percent: number;
  category?: string;
  step?: string;
  /** All steps together, 0 to 100; never goes down. */
  overall?: number;
}

/** Numbers and labels that describe how well the work goes. */
export interface MetricsEvent {
  type: 'metrics';
  /** Milliseconds since 1970. */
  time: number;
  values: {
    [k: string]: unknown;
  };
  category?: string;
  step?: string;
}

/** A step changed its state. */
export interface StepEvent {
  type: 'step';
  /** Milliseconds since 1970. */
  time: number;
  step: string;
  status: 'started' | 'finished' | 'skipped' | 'failed' | 'undone';
  /** Which attempt, from 1. */
  attempt?: number;
  durationMs?: number;
  /** All steps together, 0 to 100; never goes down. */
  overall?: number;
  /** Why it failed, or why undoing it failed. */
  error?: SerializedError;
}

/** The run succeeded. */
export interface ResultEvent {
  type: 'result';
  /** Milliseconds since 1970. */
  time: number;
  value: unknown;
}

/** The run failed. */
export interface FailedEvent {
  type: 'failed';
  /** Milliseconds since 1970. */
  time: number;
  error: SerializedError;
}

/** An error as JSON: enough to throw it again elsewhere. */
export interface SerializedError {
  name: string;
  message: string;
  code?: string;
  stack?: string;
  retryable?: boolean;
  issues?: SerializedIssue[];
  details?: {
    [k: string]: unknown;
  };
  /** The step that failed. */
  step?: string;
  /** The attempt that failed last, from 1. */
  attempt?: number;
  /** What went wrong while steps were undone. */
  rollbackErrors?: SerializedError[];
  cause?: SerializedError;
}

/** One thing that is wrong with a value. */
export interface SerializedIssue {
  path: (string | number)[];
  message: string;
  hint?: string;
  keyword?: string;
}
