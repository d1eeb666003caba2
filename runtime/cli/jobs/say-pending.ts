import type { Run } from '../../executors/run.ts';

const EVERY_MS = 5_000;

/**
 * Says what a job waits for, as long as it is PENDING: after five seconds, and again when it is something else. Gives the function that ends it.
 * Where the reason cannot be had, nothing is said: whoever waits for the job finds out why.
 */
export function sayPending(run: Pick<Run, 'id' | 'state'>, say: (sentence: string) => void, everyMs: number = EVERY_MS): () => void {
  let said: string | undefined;
  let timer = setTimeout(ask, everyMs);
  let isOver = false;
  function ask(): void {
    run.state().then(({ status, reason = 'Ray does not say why' }) => {
      if (isOver || status !== 'PENDING') return;
      if (reason !== said) say(`job ${run.id} is PENDING: ${reason}`);
      said = reason;
      timer = setTimeout(ask, everyMs);
    }, ignore);
  }
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

function ignore(): void {}
