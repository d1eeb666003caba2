import pMap from 'p-map';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { ExecutionError } from '../../errors/execution-error.ts';

export interface BatchOptions {
  /** Inputs that the model gets at once; default: `params.batch_size`, else 1. */
  readonly size?: number;
  /** Batches that are on their way at a time; default: 1, since most models take one. */
  readonly concurrency?: number;
}

export interface BatchRun {
  readonly signal: AbortSignal;
  /** Inputs that are done, of all. */
  readonly setProgress: (current: number, total: number) => void;
}

/**
 * Gives the inputs to a model in batches, and its results in the order of the inputs. The first batch that fails ends it: what is thrown is what it threw.
 * Throws ExecutionError INFERENCE_COUNT where there is not one result for each input.
 */
export async function inferBatches<I, O>(
  inputs: readonly I[],
  infer: (batch: readonly I[]) => readonly O[] | Promise<readonly O[]>,
  { size, concurrency }: Required<BatchOptions>,
  { signal, setProgress }: BatchRun,
): Promise<O[]> {
  for (const [name, value] of Object.entries({ size, concurrency }))
    if (!Number.isInteger(value) || value < 1)
      throw new ActionsmithError(`${name} must be an integer of at least 1 (got ${value})`, { code: 'BAD_BATCH' });
  let done = 0;
  let isOver = false;
  setProgress(done, inputs.length);
  const inferOne = async (batch: readonly I[], index: number): Promise<readonly O[]> => {
    signal.throwIfAborted();
    const results = await infer(batch);
    signal.throwIfAborted();
    checkCount(results, batch.length, index * size);
    done += batch.length;
    if (!isOver) setProgress(done, inputs.length); // one that failed may leave others on their way
    return results;
  };
  try {
    return (await pMap(batchesOf(inputs, size), inferOne, { concurrency })).flat() as O[];
  } finally {
    isOver = true;
  }
}

function batchesOf<I>(inputs: readonly I[], size: number): (readonly I[])[] {
  return Array.from({ length: Math.ceil(inputs.length / size) }, (_, index) => inputs.slice(index * size, (index + 1) * size));
}

/** A result too few would make every later one that of another input. */
function checkCount(results: readonly unknown[], expected: number, first: number): void {
  if (Array.isArray(results) && results.length === expected) return;
  const got = Array.isArray(results) ? `${results.length} results` : 'no list of results';
  const last = first + expected - 1;
  throw new ExecutionError(`infer() gave ${got} for ${expected} inputs, inputs[${first}] to inputs[${last}]`, { code: 'INFERENCE_COUNT' });
}
