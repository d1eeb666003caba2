import { RunCancelled } from '../errors/run-cancelled.ts';
import { onOutputLost } from './lost-output.ts';

/** Ctrl-C, SIGTERM and output that nobody reads any more cancel the run, which then undoes its steps; a second signal ends the process at once. */
export function cancelOnSignals(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(130);
    process.stderr.write('\ncancelling; once more to end at once\n');
    controller.abort(new RunCancelled(`the run was cancelled by ${name}`));
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const forget = onOutputLost(() => controller.abort(new RunCancelled('the run was cancelled: its output cannot be written any more')));
  return {
    signal: controller.signal,
    release: () => {
      forget();
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    },
  };
}
