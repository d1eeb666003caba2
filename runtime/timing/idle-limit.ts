/** Aborts work in which nothing goes on for a while: whoever works says that something does. */
export class IdleLimit {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(ms: number, reason: () => Error) {
    this.#timer = setTimeout(() => this.#controller.abort(reason()), ms);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  touch(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
