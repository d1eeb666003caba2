import { resolve } from 'node:path';
import type { CheckpointStore } from '../../checkpoints/checkpoint-store.ts';
import type { RuntimeContext } from '../../context/runtime-context.ts';
import type { KeptModel } from './kept-model.ts';

/** How checkpoints call a model that was trained, and that no backend has yet; the ready step of this name leaves the same. */
export const MODEL_ARCHIVE = 'model_archive';

/** The archives of one run: those that a resume has to know, and those that nobody needs when it has succeeded. */
export class KeptModels {
  readonly #ctx: RuntimeContext;
  readonly #done: KeptModel[] = [];
  #waiting: readonly KeptModel[] = [];
  #opened: Promise<KeptModel | undefined> | undefined;
  #unpacked: string | undefined;
  contractHash: string | undefined;

  constructor(ctx: RuntimeContext) {
    this.#ctx = ctx;
  }

  /** The files of the model that the run has left which this one resumes. */
  async unpackEarlier(signal: AbortSignal): Promise<{ readonly path: string; readonly name: string } | undefined> {
    const earlier = await this.#earlier();
    if (earlier === undefined) return undefined;
    const { unpackKept } = await import('./train-work.ts');
    this.#unpacked = await unpackKept(earlier, signal);
    return { path: this.#unpacked, name: earlier.name };
  }

  /** That model itself, where this path is where its files are: it is packed already, and perhaps half sent. */
  async earlierAt(path: string): Promise<KeptModel | undefined> {
    return this.#unpacked !== undefined && resolve(path) === resolve(this.#unpacked) ? this.#earlier() : undefined;
  }

  /** For a run without steps: the archive is all that it leaves. */
  async remember(kept: KeptModel): Promise<void> {
    const earlier = await this.#earlier();
    if (earlier !== undefined) this.#done.push(earlier);
    this.#waiting = [...this.#waiting, kept];
    await this.#save(kept);
  }

  /** The backend has it. Its archive is of no more use; which upload it was stays known until the run has succeeded. */
  async sent(kept: KeptModel): Promise<void> {
    this.#waiting = this.#waiting.filter((one) => one !== kept);
    const next = this.#waiting.at(-1); // of several at once, the newest
    if (next !== undefined) await this.#save(next);
    else if (this.#opened !== undefined) await this.#ctx.checkpoints?.forget(MODEL_ARCHIVE);
    const { dropArchive } = await import('./train-work.ts');
    await dropArchive(kept).catch(() => {}); // it is only room
    this.#done.push(kept);
  }

  /** When the run has succeeded. */
  async clear(): Promise<void> {
    if (this.#done.length === 0) return;
    const { forgetKept } = await import('./train-work.ts');
    for (const kept of this.#done.splice(0)) await forgetKept(kept).catch(() => {}); // it is only room
  }

  async #save(kept: KeptModel): Promise<void> {
    await this.#ctx.checkpoints?.save({ step: MODEL_ARCHIVE, status: 'finished', output: kept });
  }

  #earlier(): Promise<KeptModel | undefined> {
    return (this.#opened ??= this.#open(this.#ctx.checkpoints));
  }

  async #open(store: CheckpointStore | undefined): Promise<KeptModel | undefined> {
    const workflow = { steps: [MODEL_ARCHIVE], ...(this.contractHash !== undefined && { contractHash: this.contractHash }) };
    const saved = await store?.load(workflow);
    return saved?.find(({ step }) => step === MODEL_ARCHIVE)?.output as KeptModel | undefined;
  }
}
