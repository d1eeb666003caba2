import { ActionsmithError } from '../../errors/actionsmith-error.ts';

/** A stream that begins anew whenever it is iterated. No plain JSON, so that a resume makes it again instead of taking it from a checkpoint. */
export class Repeatable<T> implements AsyncIterable<T> {
  readonly #begin: () => AsyncIterator<T>;

  constructor(begin: () => AsyncIterator<T>) {
    this.#begin = begin;
  }

  [Symbol.asyncIterator](): AsyncIterator<T> {
    return this.#begin();
  }
}

/** A generator can be read once. To read it a second time would export nothing, and call that a success: it throws RESULTS_READ_TWICE. */
export function readOnce<T>(source: Iterable<T> | AsyncIterable<T>): () => Iterable<T> | AsyncIterable<T> {
  let isRead = false;
  return () => {
    if (isRead && isGenerator(source))
      throw new ActionsmithError(
        'the results were read already, and can be read once: let getFilteredResults() give what begins anew, such as the results of listTarget()',
        { code: 'RESULTS_READ_TWICE' },
      );
    isRead = true;
    return source;
  };
}

function isGenerator(source: object): boolean {
  return 'next' in source && typeof source.next === 'function';
}
