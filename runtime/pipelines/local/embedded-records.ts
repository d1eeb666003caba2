import type { Checkpoint } from '../../../generated/pipeline-service/checkpoint/types.ts';
import type { CheckpointCreate } from '../../../generated/pipeline-service/checkpoint-create/types.ts';
import type { LogLine } from '../../../generated/pipeline-service/log-entries/types.ts';
import type { Pipeline } from '../../../generated/pipeline-service/pipeline/types.ts';
import type { PipelineCreate } from '../../../generated/pipeline-service/pipeline-create/types.ts';
import type { PipelineRun } from '../../../generated/pipeline-service/pipeline-run/types.ts';
import type { ProgressReport } from '../../../generated/pipeline-service/progress-report/types.ts';
import type { RunCreate } from '../../../generated/pipeline-service/run-create/types.ts';
import type { RunUpdate } from '../../../generated/pipeline-service/run-update/types.ts';
import { readProgress } from '../client/read-progress.ts';
import type { PipelineProgress } from '../pipeline-progress.ts';
import type { PipelineRecords } from '../records.ts';
import { openPipelineStore, type PipelineStore } from '../service/pipeline-store.ts';

/** Whose runs they are: those of who asks a service that has no tokens. */
const TENANT = 'default';

/** The store of the pipeline service without a server. `actionsmith pipelines serve` of the same folder shows the same runs, while they go on too. */
export class EmbeddedRecords implements PipelineRecords {
  readonly #store: PipelineStore;

  /** Throws BackendError for a folder that cannot be used. */
  constructor(folder: string) {
    this.#store = openPipelineStore(folder);
  }

  async createPipeline(input: PipelineCreate): Promise<Pipeline> {
    return this.#store.create(TENANT, input);
  }

  async pipeline(id: string): Promise<Pipeline> {
    return this.#store.get(TENANT, id);
  }

  async createRun(pipeline: string, input: RunCreate = {}): Promise<PipelineRun> {
    return this.#store.runs.create(TENANT, this.#store.get(TENANT, pipeline), input);
  }

  async run(id: string): Promise<PipelineRun> {
    return this.#store.runs.get(TENANT, id);
  }

  async report(id: string, report: ProgressReport): Promise<PipelineRun> {
    return this.#store.runs.report(TENANT, id, report);
  }

  async updateRun(id: string, update: RunUpdate): Promise<PipelineRun> {
    return this.#store.runs.update(TENANT, id, update);
  }

  async resumeRun(id: string): Promise<PipelineRun> {
    return this.#store.runs.resume(TENANT, id);
  }

  async putCheckpoint(id: string, checkpoint: CheckpointCreate): Promise<Checkpoint> {
    return this.#store.checkpoints.put(TENANT, id, checkpoint);
  }

  async checkpoints(id: string): Promise<Checkpoint[]> {
    return this.#store.checkpoints.list(TENANT, id);
  }

  async progress(id: string): Promise<PipelineProgress> {
    return readProgress(this.#store.runs.progress(TENANT, id));
  }

  async *watch(id: string, signal: AbortSignal = new AbortController().signal): AsyncGenerator<PipelineProgress> {
    for await (const { progress } of this.#store.runs.watch(TENANT, id, { signal })) yield readProgress(progress);
    if (signal.aborted) throw signal.reason;
  }

  async appendLogs(id: string, entries: readonly LogLine[]): Promise<void> {
    if (entries.length > 0) this.#store.logs.add(TENANT, id, { entries: [...entries] as [LogLine, ...LogLine[]] });
  }

  close(): void {
    this.#store.close();
  }
}
