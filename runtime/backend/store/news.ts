import type { EventEmitter } from 'node:events';

/** Another process may write, and tells nobody. */
const LOOK_AGAIN_MS = 1_000;

/** Waits for what is told about one thing; what was told since the last wait ends the next one at once, and a second any. */
export class News {
  readonly #emitter: EventEmitter;
  readonly #name: string;
  readonly #signal: AbortSignal | undefined;
  #isFresh = false;
  #wake: (() => void) | undefined;

  constructor(emitter: EventEmitter, name: string, signal: AbortSignal | undefined) {
    this.#emitter = emitter;
    this.#name = name;
    this.#signal = signal && AbortSignal.any([signal]); // many may share it, and Node warns of many listeners
    emitter.on(name, this.#tell);
    this.#signal?.addEventListener('abort', this.#tell);
  }

  async wait(ms: number = LOOK_AGAIN_MS): Promise<void> {
    if (!this.#isFresh && this.#signal?.aborted !== true) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(ms, LOOK_AGAIN_MS));
        this.#wake = (): void => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = undefined;
    this.#isFresh = false;
  }

  close(): void {
    this.#emitter.off(this.#name, this.#tell);
    this.#signal?.removeEventListener('abort', this.#tell);
  }

  readonly #tell = (): void => {
    this.#isFresh = true;
    this.#wake?.();
  };
}
