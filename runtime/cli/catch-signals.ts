import { RunCancelled } from '../errors/run-cancelled.ts';
import type { ProcessRun } from '../process/process-run.ts';
import { onOutputLost } from '../process/lost-output.ts';

/** Ctrl-C, SIGTERM and output that nobody reads any more cancel the run, which then undoes its steps; a second signal ends the process at once. Gives the function that ends this. */
export function cancelOnSignals(run: Pick<ProcessRun, 'signal' | 'cancel'>): () => void {
  const onSignal = (name: NodeJS.Signals): void => {
    if (run.signal.aborted) process.exit(130);
    process.stderr.write('\ncancelling; once more to end at once\n');
    run.cancel(new RunCancelled(`the run was cancelled by ${name}`));
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const forget = onOutputLost(() => run.cancel(new RunCancelled('the run was cancelled: its output cannot be written any more')));
  return () => {
    forget();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  };
}
