import type { CheckpointStore, StepCheckpoint } from 'actionsmith';

/** A store that also tells, in order, what was done with it: `save a`, `forget a`. */
export class MemoryCheckpoints implements CheckpointStore {
  readonly lines: string[];
  #kept: StepCheckpoint[];

  constructor(kept: readonly StepCheckpoint[] = [], lines: string[] = []) {
    this.#kept = [...kept];
    this.lines = lines;
  }

  get steps(): string[] {
    return this.#kept.map(({ step }) => step);
  }

  load(): Promise<readonly StepCheckpoint[]> {
    return Promise.resolve([...this.#kept]);
  }

  save(checkpoint: StepCheckpoint): void {
    this.lines.push(`save ${checkpoint.step}`);
    this.#kept.push(structuredClone(checkpoint));
  }

  forget(step: string): void {
    this.lines.push(`forget ${step}`);
    this.#kept = this.#kept.filter((one) => one.step !== step);
  }
}
