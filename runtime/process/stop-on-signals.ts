import { constants } from 'node:os';

export type StopSignal = 'SIGINT' | 'SIGTERM';

/**
 * Calls `stop` on the first SIGINT or SIGTERM (Ctrl-C, or whoever asks the process to end); a second one calls `force`, whatever goes on, and ends the process
 * with the exit code that shells show for the signal. Gives the function that leaves signals to the system again.
 */
export function stopOnSignals(stop: (signal: StopSignal) => void, force: (signal: StopSignal) => void): () => void {
  let isAsked = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (!isAsked) {
      isAsked = true;
      stop(signal as StopSignal);
      return;
    }
    force(signal as StopSignal);
    process.exit(128 + constants.signals[signal]);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return () => void process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
}
