import { join } from 'node:path';

/** What the folder of a run holds. */
export const RUN_FILES = {
  /** RunRecord. */
  record: 'run.json',
  /** As the action saw them: checked, defaults filled in, secrets redacted. */
  params: 'params.json',
  /** What the run reported, one event a line. */
  events: 'events.jsonl',
  result: 'result.json',
  /** StoredError. */
  error: 'error.json',
  /** What finished steps left, for a resume. */
  checkpoints: 'checkpoints.jsonl',
  /** KeptFile, one a line. */
  keptFiles: 'files.jsonl',
  /** Copies of what the run named with `log(…, { file })`. */
  files: 'files',
} as const;

/** Where a plugin keeps the folders of its runs. */
export function runsFolder(plugin: string): string {
  return join(plugin, '.actionsmith', 'runs');
}
