import { ActionsmithError } from '../../errors/actionsmith-error.ts';

/** Which model: of one tenant, and in one version. No other key finds it. */
export interface ModelKey {
  readonly tenant: string;
  readonly model: string;
  readonly version: string;
}

export interface ModelCacheOptions<M> {
  /** Models that are in memory at a time. */
  readonly capacity: number;
  readonly load: (key: ModelKey) => Promise<M>;
  /** Called once for each model that was loaded. What it throws is not the next caller's: it goes to `onUnloadFailed`. */
  readonly unload: (model: M, key: ModelKey) => void | Promise<void>;
  readonly onUnloadFailed?: (error: unknown, key: ModelKey) => void;
}

/** A model that stays in memory until it is given back. */
export interface ModelLease<M> {
  readonly model: M;
  /** May be called twice. */
  readonly release: () => void;
}

interface Entry<M> {
  readonly name: string;
  readonly key: ModelKey;
  readonly loaded: Promise<M>;
  /** It has got a place. */
  readonly begin: () => void;
  isReady: boolean;
  leases: number;
}

/**
 * Models in memory, at most so many: the one that was used longest ago makes room. Who asks for a model that is being loaded waits for that one load. One
 * that is in use stays; where all are, another one waits its turn. A load that fails is forgotten: the next one tries again.
 */
export class ModelCache<M> {
  readonly #options: ModelCacheOptions<M>;
  /** In the order of their last use. */
  readonly #entries = new Map<string, Entry<M>>();
  /** Those without a place, in the order in which they came. */
  readonly #waiting: Entry<M>[] = [];
  /** A place is taken from before the load to after the unload. */
  #places = 0;
  #unloading = 0;
  #whenEmpty: (() => void) | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: ModelCacheOptions<M>) {
    if (!Number.isInteger(options.capacity) || options.capacity < 1)
      throw new ActionsmithError(`a cache of models holds at least 1 (got ${options.capacity})`, { code: 'BAD_CAPACITY' });
    this.#options = options;
  }

  /** Models that are loaded, being loaded, or being unloaded. */
  get size(): number {
    return this.#places;
  }

  /** Throws what the load throws, MODELS_CLOSED, and the signal's reason. */
  async acquire(key: ModelKey, signal?: AbortSignal): Promise<ModelLease<M>> {
    signal?.throwIfAborted();
    if (this.#closing !== undefined) throw closed();
    const name = JSON.stringify([key.tenant, key.model, key.version]);
    const entry = this.#entries.get(name) ?? this.#begin(name, key);
    this.#entries.delete(name);
    this.#entries.set(name, entry); // used last
    entry.leases++;
    let isHeld = true;
    const release = (): void => {
      if (!isHeld) return;
      isHeld = false;
      entry.leases--;
      if (entry.leases === 0) this.#giveOutPlaces();
    };
    this.#giveOutPlaces();
    try {
      return { model: await unlessAborted(entry.loaded, signal), release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Unloads what is not in use, now, and the rest when it is given back. Nothing is loaded any more. */
  close(): Promise<void> {
    this.#closing ??= new Promise((resolve) => {
      this.#whenEmpty = resolve;
    });
    this.#giveOutPlaces();
    return this.#closing;
  }

  #begin(name: string, key: ModelKey): Entry<M> {
    let begin: (() => void) | undefined;
    const placed = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const loaded = placed.then(() => this.#options.load(key));
    const entry: Entry<M> = { name, key, loaded, begin: () => begin?.(), isReady: false, leases: 0 };
    this.#waiting.push(entry);
    loaded.then(
      () => {
        entry.isReady = true;
        this.#giveOutPlaces(); // where nobody waits for it any more
      },
      () => {
        this.#entries.delete(name);
        this.#places--;
        this.#giveOutPlaces();
      },
    );
    return entry;
  }

  /** Whoever waits gets a place that is free, or that of a model which nobody uses. */
  #giveOutPlaces(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (next.leases === 0) {
        this.#waiting.shift(); // nobody wants it any more
        this.#entries.delete(next.name);
      } else if (this.#places < this.#options.capacity) {
        this.#waiting.shift();
        this.#places++;
        next.begin();
      } else break;
    }
    const wanted = this.#closing === undefined ? this.#waiting.length : this.#places;
    for (let idle = this.#findIdle(); idle !== undefined && this.#unloading < wanted; idle = this.#findIdle()) void this.#unload(idle);
    if (this.#places === 0 && this.#waiting.length === 0) this.#whenEmpty?.();
  }

  #findIdle(): Entry<M> | undefined {
    for (const entry of this.#entries.values()) if (entry.leases === 0 && entry.isReady) return entry;
    return undefined;
  }

  async #unload({ name, key, loaded }: Entry<M>): Promise<void> {
    this.#entries.delete(name); // before anything is waited for: nobody else unloads it, or gets it
    this.#unloading++;
    try {
      await this.#options.unload(await loaded, key);
    } catch (error) {
      this.#options.onUnloadFailed?.(error, key);
    } finally {
      this.#unloading--;
      this.#places--;
      this.#giveOutPlaces();
    }
  }
}

/** What is waited for goes on; who waited has gone. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

function closed(): ActionsmithError {
  return new ActionsmithError('this replica ends, and loads no model any more', { code: 'MODELS_CLOSED', retryable: true });
}
