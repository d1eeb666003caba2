import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckpointStore, StepCheckpoint, Workflow } from '../checkpoints/checkpoint-store.ts';
import { FileCheckpointStore } from '../checkpoints/file-checkpoint-store.ts';
import { RUN_FILES } from './run-folder.ts';
import type { RunRecorder } from './run-recorder.ts';

/**
 * The checkpoints in a run's folder. Where it cannot be written, the recorder has said so: nothing is remembered from then on, and what is undone is
 * forgotten with all the rest. A run that goes on with an earlier one begins with a copy of what that one left.
 */
export class RunCheckpoints implements CheckpointStore {
  readonly #recorder: RunRecorder;
  readonly #store: FileCheckpointStore;
  readonly #earlier: string | undefined;

  /** `earlier`: the folder of the run to go on with. */
  constructor(recorder: RunRecorder, earlier?: string) {
    this.#recorder = recorder;
    this.#store = new FileCheckpointStore(join(recorder.folder, RUN_FILES.checkpoints));
    this.#earlier = earlier;
  }

  /** Throws what the system says where the earlier run's cannot be taken over: to begin anew would not be what was asked for. */
  async load(workflow?: Workflow): Promise<readonly StepCheckpoint[]> {
    if (this.#earlier !== undefined) copyFileSync(join(this.#earlier, RUN_FILES.checkpoints), this.#store.path);
    return this.#recorder.isWhole ? this.#store.load(workflow) : [];
  }

  async save(checkpoint: StepCheckpoint): Promise<void> {
    if (!this.#recorder.isWhole) return;
    try {
      await this.#store.save(checkpoint);
    } catch (error) {
      this.#recorder.giveUp(error);
    }
  }

  async forget(step: string): Promise<void> {
    try {
      if (this.#recorder.isWhole) return await this.#store.forget(step);
    } catch (error) {
      this.#recorder.giveUp(error);
    }
    rmSync(this.#store.path, { force: true });
  }
}
