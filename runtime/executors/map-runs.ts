import { pMapIterable } from 'p-map';
import type { Run } from './run.ts';

/**
 * Starts a run for every item, at most `concurrency` at a time, and gives the results in the items' order while they come. An item is taken when there is
 * room for it. The first run that fails ends it; then, and where the reader leaves early, what still runs is cancelled.
 */
export async function* mapRuns<P, R>(
  items: Iterable<P> | AsyncIterable<P>,
  start: (params: P) => Promise<Run<R>>,
  concurrency: number,
): AsyncGenerator<R, void, undefined> {
  const running = new Set<Run<R>>();
  let failure: { readonly error: unknown } | undefined;
  let isLeft = false;
  const leave = async (): Promise<void> => {
    isLeft = true;
    await Promise.all([...running].map((run) => run.cancel()));
  };
  const runOne = async (params: P): Promise<R> => {
    const run = await start(params);
    running.add(run);
    if (isLeft) await run.cancel();
    return run.result().finally(() => running.delete(run));
  };
  const runOrLeave = async (params: P): Promise<R> => {
    try {
      return await runOne(params);
    } catch (error) {
      failure ??= { error };
      await leave(); // at once, not when it is this item's turn
      throw failure.error;
    }
  };
  try {
    yield* pMapIterable(items, runOrLeave, { concurrency }) as AsyncIterable<R>;
  } finally {
    await leave();
  }
}
