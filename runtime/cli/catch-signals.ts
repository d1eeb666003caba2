import { RunCancelled } from '../errors/run-cancelled.ts';

/** Ctrl-C and SIGTERM cancel the run, which then undoes its steps; a second one ends the process at once. */
export function cancelOnSignals(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(130);
    process.stderr.write('\ncancelling; once more to end at once\n');
    controller.abort(new RunCancelled(`the run was cancelled by ${name}`));
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return { signal: controller.signal, release: () => void process.off('SIGINT', onSignal).off('SIGTERM', onSignal) };
}
