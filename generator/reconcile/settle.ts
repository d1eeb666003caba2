import pMap from 'p-map';

/** Works on several files at a time. All are tried before the first error is thrown: nothing goes on behind the back of who takes it back. */
export async function settle<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  try {
    return await pMap(items, work, { concurrency: 16, stopOnError: false });
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  }
}
