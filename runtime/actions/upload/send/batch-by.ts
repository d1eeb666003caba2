/** In lists of at most so many, and so much together; what is too much alone is a list of its own. */
export function* batchBy<T>(
  items: Iterable<T>,
  limits: { readonly count: number; readonly size: number },
  sizeOf: (item: T) => { readonly count: number; readonly size: number },
): Generator<T[]> {
  let [batch, count, size]: [T[], number, number] = [[], 0, 0];
  for (const item of items) {
    const more = sizeOf(item);
    if (batch.length > 0 && (count + more.count > limits.count || size + more.size > limits.size)) {
      yield batch;
      [batch, count, size] = [[], 0, 0];
    }
    batch.push(item);
    count += more.count;
    size += more.size;
  }
  if (batch.length > 0) yield batch;
}
