import { RunningDigest } from './digest-file.ts';

/** Beyond these, the oldest go: those uploads are read again at their end. */
const MOST = 200;

/** The digests of uploads that are on their way, so that what is on the disk need not be read again. */
export class RunningDigests {
  readonly #kept = new Map<string, RunningDigest>();

  /** That of an upload, whose first `size` bytes it has seen; a new one for none. Nobody else has it until it is kept again. */
  take(id: string, size: number): RunningDigest | undefined {
    const kept = this.#kept.get(id);
    this.#kept.delete(id);
    if (size === 0) return new RunningDigest();
    return kept?.size === size ? kept : undefined;
  }

  forget(id: string): void {
    this.#kept.delete(id);
  }

  keep(id: string, digest: RunningDigest | undefined): void {
    if (digest === undefined) return;
    this.#kept.set(id, digest);
    if (this.#kept.size > MOST) this.#kept.delete(this.#kept.keys().next().value!);
  }
}
