import { AsyncLocalStorage } from 'node:async_hooks';

/** What a timer is for: a limit ends what runs meanwhile, and during a pause nothing runs. */
export type TimerKind = 'limit' | 'pause';

/** Where the runtime gets its timers from. */
export interface Clock {
  /** Calls back once, after a finite time in milliseconds. Gives the function that calls it off. */
  schedule(milliseconds: number, callback: () => void, kind: TimerKind): () => void;
}

const clocks: AsyncLocalStorage<Clock> = /* @__PURE__ */ new AsyncLocalStorage();

/** Does work whose timers, however deep, come from another clock. What runs beside it keeps its own. */
export function withClock<T>(clock: Clock, work: () => T): T {
  return clocks.run(clock, work);
}

/** Undefined outside of `withClock`: then time is real. */
export function currentClock(): Clock | undefined {
  return clocks.getStore();
}
