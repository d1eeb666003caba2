export type Phase = 'stats' | 'load' | 'read' | 'check' | 'model' | 'plan' | 'zod' | 'emit' | 'reconcile' | 'remember';

/** How long one phase of a generation took, in ms. */
export interface PhaseTime {
  readonly phase: Phase;
  readonly ms: number;
}

/** Measures the phases of a generation, in their order. A phase that comes again adds to its time. */
export class PhaseTimes {
  readonly #times = new Map<Phase, number>();

  async measure<T>(phase: Phase, work: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.#times.set(phase, (this.#times.get(phase) ?? 0) + performance.now() - start);
    }
  }

  list(): PhaseTime[] {
    return [...this.#times].map(([phase, ms]) => ({ phase, ms }));
  }
}
