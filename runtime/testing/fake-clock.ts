import type { Clock, TimerKind } from '../timing/clock.ts';

interface Timer {
  readonly due: number;
  readonly kind: TimerKind;
  readonly callback: () => void;
}

/**
 * A clock that stands still. The pauses between attempts are over at once, by however much they move it on; a limit is reached only when a test says so,
 * by `advance`. So a retry costs no time, and nothing times out because a machine is slow.
 */
export class FakeClock implements Clock {
  /** How long each pause was to be, in milliseconds. */
  readonly pauses: number[] = [];
  #now = 0;
  readonly #timers = new Set<Timer>();
  readonly #watchers = new Set<() => void>();
  #isOver = false;

  /** Milliseconds since the clock was made. */
  get now(): number {
    return this.#now;
  }

  /** How many limits may still be reached. */
  get limits(): number {
    return [...this.#timers].filter(({ kind }) => kind === 'limit').length;
  }

  schedule(milliseconds: number, callback: () => void, kind: TimerKind): () => void {
    const timer = { due: this.#now + milliseconds, kind, callback };
    this.#timers.add(timer);
    for (const watcher of this.#watchers) watcher();
    if (kind === 'pause') {
      this.pauses.push(milliseconds);
      setImmediate(() => this.#timers.has(timer) && this.#moveTo(timer.due));
    }
    return () => void this.#timers.delete(timer);
  }

  /** Moves on, and lets whoever is called back go on before the next is. Begins when there is something to wait for. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await this.untilArmed();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#moveTo(next.due);
      await turns();
    }
    this.#now = Math.max(this.#now, end);
  }

  /** Resolves when a limit is armed, now or later; or when the run is over, and there is none to wait for. */
  async untilArmed(): Promise<void> {
    if (this.limits > 0 || this.#isOver) return;
    await new Promise<void>((resolve) => {
      const watch = (): void => {
        if (this.limits === 0 && !this.#isOver) return;
        this.#watchers.delete(watch);
        resolve();
      };
      this.#watchers.add(watch);
    });
  }

  /** For the kit: the run that the clock was made for is over. */
  end(): void {
    this.#isOver = true;
    for (const watcher of this.#watchers) watcher();
  }

  /** Moves to the next limit, if there is one. */
  reachLimit(): boolean {
    const next = this.#next(Infinity);
    if (next !== undefined) this.#moveTo(next.due);
    return next !== undefined;
  }

  #next(end: number): Timer | undefined {
    const due = [...this.#timers].filter((timer) => timer.due <= end);
    return due.sort((a, b) => a.due - b.due)[0];
  }

  /** Timers that are due on the way are called first, in their order. */
  #moveTo(time: number): void {
    for (let next = this.#next(time); next !== undefined; next = this.#next(time)) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.callback();
    }
    this.#now = Math.max(this.#now, time);
  }
}

/** Real turns of the event loop, in which promises settle and short work of the author ends. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
