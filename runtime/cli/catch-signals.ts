import { RunCancelled } from '../errors/run-cancelled.ts';
import { onOutputLost } from '../process/lost-output.ts';
import type { ProcessRun } from '../process/process-run.ts';

/**
 * Ctrl-C, SIGTERM and output that nobody reads any more cancel the run, which then undoes its steps; a second signal ends the process at once. Gives the
 * function that ends this.
 */
export function cancelOnSignals(run: Pick<ProcessRun, 'cancel' | 'cancelOnSignals'>): () => void {
  const release = run.cancelOnSignals(() => process.stderr.write('\ncancelling; once more to end at once\n'));
  const forget = onOutputLost(() => run.cancel(new RunCancelled('the run was cancelled: its output cannot be written any more')));
  return () => {
    forget();
    release();
  };
}
