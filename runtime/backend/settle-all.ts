import pMap from 'p-map';

/**
 * Works on all items, some at a time, and gives what came of each in order. After the first that fails no more begin, and it is thrown when those on their way have
 * ended: whoever takes their work back then misses none.
 */
export async function settleAll<T, R>(items: Iterable<T>, concurrency: number, work: (item: T) => Promise<R>): Promise<R[]> {
  let failure: { readonly error: unknown } | undefined;
  const results = await pMap(
    items,
    async (item) => {
      if (failure !== undefined) return undefined;
      try {
        return await work(item);
      } catch (error) {
        failure ??= { error };
        return undefined;
      }
    },
    { concurrency },
  );
  if (failure !== undefined) throw (failure as { readonly error: unknown }).error;
  return results as R[];
}
