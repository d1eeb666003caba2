import { getEventListeners } from 'node:events';

/** runAction itself listens once, to give up an action that does not react. */
const OF_THE_RUNNER = 1;
const LONGEST_MS = 2 ** 31 - 1;

/**
 * An action may wait for nothing but being stopped, which does not keep Node running: the process stays while somebody listens to the signal.
 * Who waits for something else that can no longer happen is let go, and reported as such. Gives the function that ends the stay.
 */
export function stayForListeners(signal: AbortSignal): () => void {
  let stay: NodeJS.Timeout | undefined;
  const onIdle = (): void => {
    if (getEventListeners(signal, 'abort').length > OF_THE_RUNNER) stay ??= setInterval(() => {}, LONGEST_MS);
  };
  process.on('beforeExit', onIdle);
  return () => {
    process.off('beforeExit', onIdle);
    clearInterval(stay);
  };
}
