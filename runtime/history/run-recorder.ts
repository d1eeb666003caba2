import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { arch, hostname, platform } from 'node:os';
import { join } from 'node:path';
import { sync as writeFileAtomic } from 'write-file-atomic';
import type { RunRecord } from '../../generated/run-record/types.ts';
import { isSystemError, reasonOf } from '../errors/describe-system-error.ts';
import { isRunCancelled } from '../errors/run-cancelled.ts';
import { serializeError } from '../errors/serialize-error.ts';
import type { EventSink } from '../logging/event-sink.ts';
import { JsonlFile } from '../logging/jsonl-file.ts';
import type { RunEvent } from '../logging/run-event.ts';
import { toJson } from '../logging/to-json.ts';
import { REDACTED } from '../redaction/redacted.ts';
import type { Redactor } from '../redaction/redactor.ts';
import { secretsOfEnvironment } from '../redaction/secret-names.ts';
import { differingPlaces } from './differing-places.ts';
import { keepFiles, type KeepFiles } from './keep-files.ts';
import { processStart } from './process-start.ts';
import { RUN_FILES } from './run-folder.ts';
import { storeError } from './stored-error.ts';
import type { StoredRun } from './stored-run.ts';
import { toolVersion } from './tool-version.ts';

export interface RunPlan extends Pick<RunRecord, 'id' | 'plugin' | 'action' | 'mode' | 'env'> {
  /** The folder of runs. */
  readonly runs: string;
  readonly contractHash?: string | undefined;
  readonly resumes?: string | undefined;
  /** Of the run: events come redacted, params, environment, result and error do not. */
  readonly redactor: Redactor;
  /** Told once where the history cannot be written. The run itself goes on. */
  readonly warn: (message: string) => void;
}

const ELSEWHERE: ReadonlySet<RunEvent['type']> = new Set(['result', 'failed', 'checkpoint']);

/**
 * Keeps what a run is, reports and ends with in a folder of its own. Everything is written at once and by synchronous calls: a process that is killed
 * leaves what it had reported, and one that ends itself can still say how. Never throws.
 */
export class RunRecorder implements EventSink {
  readonly #plan: RunPlan;
  #id: string;
  #folder: string;
  #record: RunRecord | undefined;
  #events: JsonlFile | undefined;
  #files: KeepFiles | undefined;
  #progress: number | undefined;
  /** When the last event happened, which may be long before it arrived. */
  #lastTime: number | undefined;
  #isBroken = false;
  #hasEnded = false;

  constructor(plan: RunPlan) {
    this.#plan = plan;
    this.#id = plan.id;
    this.#folder = join(plan.runs, plan.id);
  }

  get id(): string {
    return this.#id;
  }

  get folder(): string {
    return this.#folder;
  }

  /** True once the folder is there. */
  get hasBegun(): boolean {
    return this.#events !== undefined;
  }

  /** False where something could not be written. */
  get isWhole(): boolean {
    return this.hasBegun && !this.#isBroken;
  }

  /** Makes the folder, when the params are known to fit: what never began leaves nothing. */
  begin(params: unknown, job?: RunRecord['job']): void {
    this.#guard(() => {
      const json = toJson(params) ?? {};
      const redacted = this.#plan.redactor.redact(json);
      mkdirSync(this.#plan.runs, { recursive: true, mode: 0o700 });
      mkdirSync(this.folder, { mode: 0o700 }); // throws where it is there: an id is one run
      this.#record = describeRun(this.#plan, differingPlaces(json, redacted), job);
      this.#writeJson(RUN_FILES.params, redacted);
      this.#writeRecord();
      this.#events = new JsonlFile(join(this.folder, RUN_FILES.events));
      if (this.#plan.mode === 'local') this.#files = keepFiles(this.folder, this.#plan.redactor);
    });
  }

  /** Goes on with the folder of a job that was submitted earlier. Whoever follows a job hears all of it, so its events are written anew. */
  adopt({ record, folder }: Pick<StoredRun, 'record' | 'folder'>): void {
    this.#id = record.id;
    this.#folder = folder;
    this.#guard(() => {
      this.#record = { ...record, ...describeProcess() };
      this.#writeRecord();
      rmSync(join(folder, RUN_FILES.events), { force: true });
      this.#events = new JsonlFile(join(folder, RUN_FILES.events));
    });
  }

  /** The result, the failure and checkpoints have files of their own. */
  write(event: RunEvent): void {
    this.#lastTime = event.time;
    if (this.#isBroken || this.#hasEnded || this.#events === undefined || ELSEWHERE.has(event.type)) return;
    const { overall } = event as { readonly overall?: number };
    if (overall !== undefined) this.#progress = overall;
    else if (event.type === 'progress' && event.step === undefined) this.#progress = event.percent;
    const written = this.#plan.mode !== 'local' ? this.#plan.redactor.redactEvent(event) : event; // what the cluster lets through may be a secret here
    this.#guard(() => this.#events!.write(written));
    if (event.type === 'log' && event.file !== undefined) this.#files?.keep(event.file, event.event);
  }

  succeed(result: unknown): void {
    this.#end('SUCCEEDED', () => this.#writeJson(RUN_FILES.result, this.#plan.redactor.redact(toJson(result) ?? null)));
  }

  /** STOPPED for RunCancelled, else FAILED. */
  fail(error: unknown): void {
    const serialized = this.#plan.redactor.redact(storeError(serializeError(error)));
    this.#end(isRunCancelled(error) ? 'STOPPED' : 'FAILED', () => this.#writeJson(RUN_FILES.error, serialized));
  }

  /** Waits for files that are still being copied. */
  async close(): Promise<void> {
    await this.#files?.settled();
  }

  /** Writes no more events, and says why, once. How the run ends is still tried: there may be room again by then. */
  giveUp(error: unknown): void {
    if (!this.#isBroken) this.#plan.warn(`the history of this run is incomplete, ${this.folder} cannot be written: ${reason(error)}`);
    this.#isBroken = true;
  }

  #end(status: RunRecord['status'], writeOutcome: () => void): void {
    if (this.#record === undefined || this.#events === undefined) return;
    const endedAt = (this.#record.mode !== 'local' && this.#lastTime) || Date.now();
    const progress = status === 'SUCCEEDED' ? 100 : this.#progress;
    const durationMs = Math.max(0, endedAt - this.#record.startedAt);
    this.#record = { ...this.#record, status, endedAt, durationMs, ...(progress !== undefined && { progress }) };
    this.#guard(writeOutcome);
    this.#guard(() => this.#writeRecord());
    if (this.#hasEnded) return; // a run may fail after it had its result
    this.#hasEnded = true;
    this.#guard(() => this.#events!.close());
  }

  /** On a full disk there is no room for a second file, but the end of a run still fits over its beginning, which is shorter. */
  #writeRecord(): void {
    try {
      this.#writeJson(RUN_FILES.record, this.#record);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      writeFileSync(join(this.folder, RUN_FILES.record), `${JSON.stringify(this.#record, null, 2)}\n`, { flag: 'r+' });
    }
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
      this.giveUp(error);
    }
  }
}

function describeRun(plan: RunPlan, hiddenParams: string[], job: RunRecord['job']): RunRecord {
  const { id, plugin, action, contractHash, mode, resumes } = plan;
  const env = hideSecrets(plan.env, plan.redactor);
  const hiddenEnv = Object.keys(env).filter((name) => env[name] !== plan.env[name]);
  return {
    id,
    plugin,
    action,
    ...(contractHash !== undefined && { contractHash }),
    mode,
    status: 'RUNNING',
    startedAt: Date.now(),
    ...describeProcess(),
    env,
    ...(hiddenEnv.length > 0 && { hiddenEnv }),
    ...(hiddenParams.length > 0 && { hiddenParams }),
    ...(job !== undefined && { job }),
    ...(resumes !== undefined && { resumes }),
  };
}

function describeProcess(): Pick<RunRecord, 'tool' | 'node' | 'platform' | 'host' | 'pid' | 'processStart'> {
  const start = processStart(process.pid);
  return {
    tool: toolVersion(),
    node: process.versions.node,
    platform: `${platform()} ${arch()}`,
    host: hostname(),
    pid: process.pid,
    ...(start !== undefined && { processStart: start }),
  };
}

/** Also what is too short to be searched for in texts. */
function hideSecrets(env: RunRecord['env'], redactor: Redactor): RunRecord['env'] {
  const entries = Object.entries(env).map(([name, value]): [string, string] => {
    const isSecret = secretsOfEnvironment({ [name]: value }).includes(value);
    return [name, isSecret ? REDACTED : redactor.redactText(value)];
  });
  return Object.fromEntries(entries);
}

function reason(error: unknown): string {
  if (isSystemError(error)) return reasonOf(error);
  return error instanceof Error ? error.message : String(error);
}
