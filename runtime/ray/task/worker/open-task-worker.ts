import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyAction } from '../../../action/action-class.ts';
import type { ActionSpec } from '../../../action/action-spec.ts';
import type { ExecutionError } from '../../../errors/execution-error.ts';
import { asFailure, endedEarly, isAwaited } from '../../../process/run-failures.ts';
import type { BundledAction } from '../../worker/run-worker.ts';
import { ownEnvironment } from '../../worker/own-environment.ts';
import { TASK_FILE, type TaskFile } from '../task-file.ts';
import { ControlLine } from './control-line.ts';
import { WorkerRun } from './worker-run.ts';

/** The main program of a task's worker, opened before the author's modules are evaluated, so that what they read is theirs. */
export interface TaskWorker {
  /** Runs the author's class or function for every run that comes from the actor, one after another, under the contract's checks. */
  serve(action: unknown, checks?: Pick<ActionSpec, 'params' | 'result'>): void;
}

/**
 * Opens the worker of a bundle: makes the environment the author's, and listens to the actor on file descriptor 3. Events, result and failure of a run
 * go out as records in the process's output, as in a job.
 */
export function openTaskWorker(bundled: BundledAction, folder: string): TaskWorker {
  const { env: given } = JSON.parse(readFileSync(join(folder, TASK_FILE), 'utf8')) as TaskFile;
  const env = ownEnvironment(process.env, given);
  let loaded: ActionSpec | undefined;
  let broken: ExecutionError | undefined;
  let current: WorkerRun | undefined;
  const early: (() => void)[] = []; // runs that came while the author's code was loaded

  const begin = (run: WorkerRun): void => {
    if (loaded === undefined && broken === undefined) return void early.push(() => begin(run));
    current = run;
    control.release(); // a run that waits for nothing is found out
    void run.begin(loaded, broken).then(({ status, isLast }) => {
      current = undefined;
      control.hold();
      control.say({ type: 'done', status, isLast: isLast || broken !== undefined });
    });
  };
  const control = new ControlLine(
    (asked) => {
      if (asked.type === 'run') return begin(new WorkerRun(asked, { bundled, folder, env }));
      control.say({ type: 'cancelling' });
      current?.cancel();
    },
    () => {
      if (current === undefined) process.exit(0);
      current.cancel();
      void current.ended.finally(() => process.exit(0)); // the actor is gone, and the run has undone what it began
    },
  );
  const fail = (error: unknown): void => {
    if (current !== undefined) return current.fail(asFailure(error));
    if (loaded === undefined) {
      broken = asFailure(error);
      for (const again of early.splice(0)) again();
      return;
    }
    console.error(error);
    process.exit(1); // what an earlier run left behind; the next one gets another worker
  };
  process.on('uncaughtException', fail).on('unhandledRejection', fail);
  process.on('exit', (code) => current?.leave(code));
  process.on('beforeExit', () => {
    control.hold();
    if (current !== undefined && !current.signal.aborted && !isAwaited(current.signal)) current.fail(endedEarly(0));
  });
  return {
    serve(action, checks = {}): void {
      loaded = { ...bundled, ...checks, load: async () => action as AnyAction };
      for (const again of early.splice(0)) again();
    },
  };
}
