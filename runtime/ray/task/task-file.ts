/** What a worker of task mode is told before it loads the author's code, in a file beside the bundle. */
export interface TaskFile {
  /** Set in the worker's process: the run's variables, by the rule of every mode. */
  readonly env: Readonly<Record<string, string>>;
}

export const TASK_FILE = 'task.json';

/** How a run ended, as its worker says. */
export type TaskStatus = 'SUCCEEDED' | 'FAILED' | 'STOPPED';
