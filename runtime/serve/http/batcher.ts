import { ActionsmithError } from '../../errors/actionsmith-error.ts';

export interface BatchLimits {
  /** Inputs of one batch; default 8. */
  readonly maxBatchSize: number;
  /** How long a batch waits for further inputs, in milliseconds; default 100. */
  readonly waitMs: number;
}

interface Waiting {
  readonly inputs: readonly unknown[];
  readonly resolve: (results: readonly unknown[]) => void;
  readonly reject: (error: unknown) => void;
}

type Infer = (inputs: readonly unknown[]) => readonly unknown[] | Promise<readonly unknown[]>;

/** Joins the inputs of requests that are for the same model. A batch goes when it is full, or its first input has waited long enough. */
export class Batcher {
  readonly #infer: Infer;
  readonly #limits: BatchLimits;
  readonly #open = new Map<string, { readonly waiting: Waiting[]; readonly send: () => void; readonly timer: NodeJS.Timeout }>();

  constructor(infer: Infer, limits: BatchLimits) {
    this.#infer = infer;
    this.#limits = limits;
  }

  /** The results of these inputs alone. Throws what the batch throws, and INFERENCE_COUNT. */
  infer(key: string, inputs: readonly unknown[]): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      const { maxBatchSize } = this.#limits;
      const there = this.#open.get(key);
      if (there !== undefined && countOf(there.waiting) + inputs.length > maxBatchSize) there.send();
      const batch = this.#open.get(key) ?? this.#begin(key);
      batch.waiting.push({ inputs, resolve, reject });
      if (countOf(batch.waiting) >= maxBatchSize) batch.send();
    });
  }

  #begin(key: string): { readonly waiting: Waiting[]; readonly send: () => void } {
    const waiting: Waiting[] = [];
    const send = (): void => {
      clearTimeout(timer);
      this.#open.delete(key);
      void this.#run(waiting);
    };
    const timer = setTimeout(send, this.#limits.waitMs); // in the context of its first request, whose model it is
    const batch = { waiting, send, timer };
    this.#open.set(key, batch);
    return batch;
  }

  async #run(waiting: readonly Waiting[]): Promise<void> {
    try {
      const inputs = waiting.flatMap((one) => one.inputs);
      const results = await this.#infer(inputs);
      if (!Array.isArray(results) || results.length !== inputs.length)
        throw new ActionsmithError(
          `infer() gave ${Array.isArray(results) ? results.length : 'no list of'} results for ${inputs.length} inputs`,
          {
            code: 'INFERENCE_COUNT',
          },
        );
      let at = 0;
      for (const { inputs: own, resolve } of waiting) resolve(results.slice(at, (at += own.length)));
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}

function countOf(waiting: readonly Waiting[]): number {
  return waiting.reduce((count, { inputs }) => count + inputs.length, 0);
}
