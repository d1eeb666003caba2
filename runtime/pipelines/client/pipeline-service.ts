import type { Checkpoint } from '../../../generated/pipeline-service/checkpoint/types.ts';
import type { CheckpointCreate } from '../../../generated/pipeline-service/checkpoint-create/types.ts';
import type { LogEntry } from '../../../generated/pipeline-service/log-entry/types.ts';
import type { LogLine } from '../../../generated/pipeline-service/log-entries/types.ts';
import type { Pipeline } from '../../../generated/pipeline-service/pipeline/types.ts';
import type { PipelineCreate } from '../../../generated/pipeline-service/pipeline-create/types.ts';
import type { PipelineRun } from '../../../generated/pipeline-service/pipeline-run/types.ts';
import type { ProgressReport } from '../../../generated/pipeline-service/progress-report/types.ts';
import type { RunCreate } from '../../../generated/pipeline-service/run-create/types.ts';
import type { RunUpdate } from '../../../generated/pipeline-service/run-update/types.ts';
import { isBackendHttpError } from '../../backend/errors/http-errors.ts';
import { checkBackendUrl, credentialHeaders } from '../../backend/http/backend-address.ts';
import { BackendHttp, type BackendRequest } from '../../backend/http/backend-http.ts';
import { followEvents } from '../../backend/http/follow-events.ts';
import type { ReadEvent } from '../../backend/http/read-events.ts';
import { readItem, readItems } from '../../backend/http/read-answer.ts';
import type { PipelineProgress, PipelineStatus } from '../pipeline-progress.ts';
import { readProgress, statusOnWire } from './read-progress.ts';

export interface PipelineServiceOptions {
  readonly url: string;
  readonly token?: string | undefined;
  readonly tenant?: string | undefined;
  /** For one attempt; default 15 s. */
  readonly timeoutMs?: number | undefined;
  /** Repetitions of calls that may be repeated; default 4. */
  readonly retries?: number | undefined;
}

export interface ListOptions {
  readonly skip?: number;
  readonly limit?: number;
}

export interface LogQuery {
  readonly action?: string | undefined;
  readonly level?: string | undefined;
  /** ISO 8601. */
  readonly since?: string | undefined;
  /** Lines behind this one. */
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
}

const ENDS = new Set(['completed', 'failed', 'cancelled', 'complete']);

/**
 * A client of the pipeline service (`actionsmith pipelines serve`). Calls that may be repeated are, while their failure may pass. Errors are
 * BackendError with method and address, and never a token.
 */
export class PipelineService {
  readonly #http: BackendHttp;

  /** Throws BackendError for an address or a token that cannot be used. */
  constructor({ url, token, tenant, timeoutMs, retries }: PipelineServiceOptions) {
    const headers = credentialHeaders({ userToken: token, tenant });
    this.#http = new BackendHttp({ url: checkBackendUrl(url), headers, timeoutMs, retries });
  }

  /** With a key, the same pipeline however often it is asked for. */
  async createPipeline(input: PipelineCreate): Promise<Pipeline> {
    return this.#item({ method: 'POST', path: 'api/v1/pipelines/', json: JSON.stringify(input), isIdempotent: input.key !== undefined });
  }

  /** The newest first. */
  async pipelines(options: ListOptions = {}): Promise<Pipeline[]> {
    return this.#items('api/v1/pipelines/', { skip: options.skip, limit: options.limit });
  }

  async pipeline(id: string): Promise<Pipeline> {
    return this.#item({ method: 'GET', path: `api/v1/pipelines/${encodeURIComponent(id)}` });
  }

  async removePipeline(id: string): Promise<void> {
    await this.#http.send({ method: 'DELETE', path: `api/v1/pipelines/${encodeURIComponent(id)}` });
  }

  /** With a key, the same run however often it is asked for. */
  async createRun(pipeline: string, input: RunCreate = {}): Promise<PipelineRun> {
    const path = `api/v1/pipelines/${encodeURIComponent(pipeline)}/runs/`;
    return this.#item({ method: 'POST', path, json: JSON.stringify(input), isIdempotent: input.key !== undefined });
  }

  /** The newest first. */
  async runs({ status, skip, limit }: ListOptions & { readonly status?: PipelineStatus | undefined } = {}): Promise<PipelineRun[]> {
    return this.#items('api/v1/runs/', { status_filter: status && statusOnWire(status), skip, limit });
  }

  async run(id: string): Promise<PipelineRun> {
    return this.#item({ method: 'GET', path: runPath(id) });
  }

  /** How a run went. Throws BackendConflict once it has ended otherwise. */
  async updateRun(id: string, update: RunUpdate): Promise<PipelineRun> {
    return this.#item({ method: 'PATCH', path: runPath(id), json: JSON.stringify(update) });
  }

  /** Begins another attempt of a run that failed or was cancelled. Throws BackendConflict. */
  async resumeRun(id: string): Promise<PipelineRun> {
    return this.#item({ method: 'POST', path: runPath(id, 'resume'), json: '{}' });
  }

  async removeRun(id: string): Promise<void> {
    await this.#http.send({ method: 'DELETE', path: runPath(id) });
  }

  /** With an attempt and a sequence it may be repeated: the same report twice is one. */
  async report(id: string, report: ProgressReport): Promise<PipelineRun> {
    const isIdempotent = report.sequence !== undefined;
    return this.#item({ method: 'POST', path: runPath(id, 'progress'), json: JSON.stringify(report), isIdempotent });
  }

  async progress(id: string): Promise<PipelineProgress> {
    return readProgress(await this.#item({ method: 'GET', path: runPath(id, 'progress') }));
  }

  /** Now, and after each change, until the run has ended. A connection that is lost is made again behind the last change. */
  async *watch(id: string, signal?: AbortSignal): AsyncGenerator<PipelineProgress> {
    const path = runPath(id, 'progress/stream');
    for await (const { data } of followEvents(this.#http, path, { isLast: isEnd, signal })) yield readProgress(data);
  }

  async putCheckpoint(id: string, checkpoint: CheckpointCreate): Promise<Checkpoint> {
    return this.#item({ method: 'POST', path: runPath(id, 'checkpoints/'), json: JSON.stringify(checkpoint), isIdempotent: true });
  }

  /** In the order of the actions. */
  async checkpoints(id: string): Promise<Checkpoint[]> {
    return this.#items(runPath(id, 'checkpoints/'));
  }

  /** Undefined where there is none. */
  async latestCheckpoint(id: string): Promise<Checkpoint | undefined> {
    try {
      return await this.#item({ method: 'GET', path: runPath(id, 'checkpoints/latest') });
    } catch (error) {
      if (isBackendHttpError(error, 404)) return undefined;
      throw error;
    }
  }

  /** Not repeated where nobody knows whether they arrived: no line is there twice. */
  async appendLogs(id: string, entries: readonly LogLine[]): Promise<void> {
    if (entries.length > 0) await this.#http.send({ method: 'POST', path: runPath(id, 'logs/'), json: JSON.stringify({ entries }) });
  }

  async logs(id: string, { action, ...query }: LogQuery = {}): Promise<LogEntry[]> {
    return this.#items(runPath(id, 'logs/'), { action_name: action, ...query });
  }

  /** From the beginning, then as they come, until the run has ended; each line once. */
  async *tailLogs(id: string, signal?: AbortSignal): AsyncGenerator<LogEntry> {
    for await (const { event, data } of followEvents(this.#http, runPath(id, 'logs/stream'), { isLast: isEnd, signal }))
      if (event === 'log') yield data as unknown as LogEntry;
  }

  /** True where the service answers. */
  async isHealthy(): Promise<boolean> {
    try {
      await this.#http.send({ method: 'GET', path: 'health' });
      return true;
    } catch {
      return false;
    }
  }

  close(): void {
    this.#http.close();
  }

  async #item<T>(request: BackendRequest): Promise<T> {
    return readItem<T>(await this.#http.send(request));
  }

  async #items<T>(path: string, query: Readonly<Record<string, string | number | undefined>> = {}): Promise<T[]> {
    const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const]));
    return readItems<T>(await this.#http.send({ method: 'GET', path, query: Object.fromEntries(given) }));
  }
}

function runPath(id: string, rest: string = ''): string {
  return `api/v1/runs/${encodeURIComponent(id)}${rest === '' ? '' : `/${rest}`}`;
}

/** Of a run, and of its log. */
function isEnd({ event = '' }: ReadEvent): boolean {
  return ENDS.has(event);
}
