import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { arch, hostname, platform } from 'node:os';
import { join } from 'node:path';
import { sync as writeFileAtomic } from 'write-file-atomic';
import type { RunRecord } from '../../generated/run-record/types.ts';
import { isSystemError, reasonOf } from '../errors/describe-system-error.ts';
import { isRunCancelled } from '../errors/run-cancelled.ts';
import { serializeError } from '../errors/serialize-error.ts';
import type { EventSink } from '../logging/event-sink.ts';
import type { RunEvent } from '../logging/run-event.ts';
import { toJson } from '../logging/to-json.ts';
import { differingPlaces } from './differing-places.ts';
import { keepFiles, type KeepFiles } from './keep-files.ts';
import { processStart } from './process-start.ts';
import { RUN_FILES } from './run-folder.ts';
import type { SecretFilter } from './secret-filter.ts';
import { storeError } from './stored-error.ts';
import { toolVersion } from './tool-version.ts';

export interface RunPlan extends Pick<RunRecord, 'id' | 'plugin' | 'action' | 'mode' | 'env'> {
  /** The folder of runs. */
  readonly runs: string;
  readonly contractHash?: string | undefined;
  readonly resumes?: string | undefined;
  readonly secrets: SecretFilter;
  /** Told once where the history cannot be written. The run itself goes on. */
  readonly warn: (message: string) => void;
}

/**
 * Keeps what a run is, reports and ends with in a folder of its own. Everything is written at once and by synchronous calls: a process that is killed
 * leaves what it had reported, and one that ends itself can still say how. Never throws.
 */
export class RunRecorder implements EventSink {
  readonly id: string;
  readonly folder: string;
  readonly #plan: RunPlan;
  #record: RunRecord | undefined;
  #events: number | undefined;
  #files: KeepFiles | undefined;
  #progress: number | undefined;
  #isBroken = false;
  #hasEnded = false;

  constructor(plan: RunPlan) {
    this.#plan = plan;
    this.id = plan.id;
    this.folder = join(plan.runs, plan.id);
  }

  /** True once the folder is there. */
  get hasBegun(): boolean {
    return this.#events !== undefined;
  }

  /** Makes the folder, when the params are known to fit: what never began leaves nothing. */
  begin(params: unknown, job?: RunRecord['job']): void {
    this.#guard(() => {
      const json = toJson(params) ?? {};
      const redacted = this.#plan.secrets.redact(json);
      mkdirSync(this.#plan.runs, { recursive: true, mode: 0o700 });
      mkdirSync(this.folder, { mode: 0o700 }); // throws where it is there: an id is one run
      this.#record = describeRun(this.#plan, differingPlaces(json, redacted), job);
      this.#writeJson(RUN_FILES.params, redacted);
      this.#writeRecord();
      this.#events = openSync(join(this.folder, RUN_FILES.events), 'a', 0o600);
      if (this.#plan.mode === 'local') this.#files = keepFiles(this.folder, this.#plan.secrets);
    });
  }

  /** The result and the failure have files of their own. */
  write(event: RunEvent): void {
    if (this.#isBroken || this.#hasEnded || this.#events === undefined || event.type === 'result' || event.type === 'failed') return;
    const { overall } = event as { readonly overall?: number };
    if (overall !== undefined) this.#progress = overall;
    else if (event.type === 'progress' && event.step === undefined) this.#progress = event.percent;
    this.#guard(() => writeFully(this.#events!, `${JSON.stringify(event)}\n`));
    if (event.type === 'log' && event.file !== undefined) this.#files?.keep(event.file, event.event);
  }

  succeed(result: unknown): void {
    this.#end('SUCCEEDED', () => this.#writeJson(RUN_FILES.result, this.#plan.secrets.redact(toJson(result) ?? null)));
  }

  /** STOPPED for RunCancelled, else FAILED. */
  fail(error: unknown): void {
    const serialized = this.#plan.secrets.redact(storeError(serializeError(error)));
    this.#end(isRunCancelled(error) ? 'STOPPED' : 'FAILED', () => this.#writeJson(RUN_FILES.error, serialized));
  }

  /** Waits for files that are still being copied. */
  async close(): Promise<void> {
    await this.#files?.settled();
  }

  #end(status: RunRecord['status'], writeOutcome: () => void): void {
    if (this.#record === undefined || this.#events === undefined) return;
    const endedAt = Date.now();
    const progress = status === 'SUCCEEDED' ? 100 : this.#progress;
    const durationMs = Math.max(0, endedAt - this.#record.startedAt);
    this.#record = { ...this.#record, status, endedAt, durationMs, ...(progress !== undefined && { progress }) };
    this.#guard(writeOutcome);
    this.#guard(() => this.#writeRecord());
    if (this.#hasEnded) return; // a run may fail after it had its result
    this.#hasEnded = true;
    this.#guard(() => fsyncSync(this.#events!));
    this.#guard(() => closeSync(this.#events!));
  }

  #writeRecord(): void {
    this.#writeJson(RUN_FILES.record, this.#record);
  }

  #writeJson(name: string, value: unknown): void {
    writeFileAtomic(join(this.folder, name), `${JSON.stringify(value, null, 2)}\n`, {
      mode: 0o600,
      fsync: this.#record?.status !== 'RUNNING',
    });
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!this.#isBroken) this.#plan.warn(`the history of this run is incomplete, ${this.folder} cannot be written: ${reason(error)}`);
      this.#isBroken = true;
    }
  }
}

function describeRun(plan: RunPlan, hiddenParams: string[], job: RunRecord['job']): RunRecord {
  const { id, plugin, action, contractHash, mode, resumes, secrets } = plan;
  const env = secrets.redact(plan.env) as Record<string, string>;
  const hiddenEnv = Object.keys(plan.env).filter((name) => env[name] !== plan.env[name]);
  const start = processStart(process.pid);
  return {
    id,
    plugin,
    action,
    ...(contractHash !== undefined && { contractHash }),
    mode,
    status: 'RUNNING',
    startedAt: Date.now(),
    tool: toolVersion(),
    node: process.versions.node,
    platform: `${platform()} ${arch()}`,
    host: hostname(),
    pid: process.pid,
    ...(start !== undefined && { processStart: start }),
    env,
    ...(hiddenEnv.length > 0 && { hiddenEnv }),
    ...(hiddenParams.length > 0 && { hiddenParams }),
    ...(job !== undefined && { job }),
    ...(resumes !== undefined && { resumes }),
  };
}

function writeFully(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
}

function reason(error: unknown): string {
  if (isSystemError(error)) return reasonOf(error);
  return error instanceof Error ? error.message : String(error);
}
