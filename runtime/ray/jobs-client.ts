import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ClusterVersion, JobDetails, JobStatus, JobSubmission, JobSubmitted } from '../../generated/ray-jobs/types.ts';
import { RayError } from '../errors/ray-error.ts';
import type { DashboardHttp, DashboardRequest } from './http/dashboard-http.ts';
import { type DashboardOptions, openDashboard } from './http/open-dashboard.ts';
import { isRayError } from './is-ray-error.ts';
import { parseJob, parseJobs, parseObject } from './parse-answer.ts';
import { isSameRun } from './run-metadata.ts';

/** What aiohttp lets the dashboard take in one request. The 512 MiB of Ray's documentation hold for its own drivers only. */
export const PACKAGE_LIMIT_BYTES: number = 100 * 1024 * 1024;

const SUBMISSION_ID = /^[A-Za-z0-9_.-]{1,200}$/;

export type RayJobsClientOptions = DashboardOptions;

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Ray's Jobs REST API, its package store and its log files. Every failure is a RayError. Tested against Ray 2.60. */
export class RayJobsClient {
  readonly address: string;
  readonly #http: DashboardHttp;

  constructor(options: RayJobsClientOptions = {}) {
    this.#http = openDashboard(options);
    this.address = this.#http.baseUrl;
  }

  /** GET /api/version. Throws NOT_RAY when something else answers there. */
  async version(options: CallOptions = {}): Promise<ClusterVersion> {
    const answer = parseObject(await this.#get('/api/version', options), this.address);
    const { version, ray_version, session_name } = answer;
    if (typeof version === 'string' && typeof ray_version === 'string' && typeof session_name === 'string')
      return { ...answer, version, ray_version, session_name };
    throw new RayError(`${this.address} answers, but it is no Ray dashboard`, { code: 'NOT_RAY' });
  }

  /**
   * POST /api/jobs/. Safe to repeat, now or later: when the id is taken, because an answer was lost or the same run was submitted before, the job there is
   * looked at; it must carry the same metadata. Throws SUBMISSION_ID_TAKEN when it is somebody else's.
   */
  async submit(submission: JobSubmission, options: CallOptions = {}): Promise<string> {
    const id = submission.submission_id;
    if (!SUBMISSION_ID.test(id))
      throw new RayError(`the submission id ${JSON.stringify(id)} may have letters, digits and _ . - only`, { code: 'BAD_SUBMISSION_ID' });
    try {
      const text = await this.#http.text({ method: 'POST', path: '/api/jobs/', body: submission, idempotent: true, ...options });
      return submittedId(parseObject(text, this.address), id);
    } catch (error) {
      if (!isRayError(error) || !/already exists/.test(error.message)) throw error;
      const there = await this.get(id, options);
      if (isSameRun(there.metadata ?? {}, submission.metadata ?? {})) return id;
      throw new RayError(`a job ${id} is already there, and it is another one: choose another submission id`, {
        code: 'SUBMISSION_ID_TAKEN',
      });
    }
  }

  /** True where the cluster takes requests with its token alone. GET /api/authentication_mode, which a Ray before 2.52 does not have. */
  async needsToken(options: CallOptions = {}): Promise<boolean> {
    try {
      return parseObject(await this.#get('/api/authentication_mode', options), this.address)['authentication_mode'] === 'token';
    } catch (error) {
      if (isRayError(error) && error.code === 'NOT_FOUND') return false;
      throw error;
    }
  }

  /** GET /api/jobs/{id}. Throws JOB_NOT_FOUND. */
  async get(id: string, options: CallOptions = {}): Promise<JobDetails> {
    return parseJob(await this.#ofJob(id, { method: 'GET', path: jobPath(id), idempotent: true, ...options }), this.address);
  }

  /** GET /api/jobs/: submitted jobs, then drivers that came another way. */
  async list(options: CallOptions = {}): Promise<JobDetails[]> {
    return parseJobs(await this.#get('/api/jobs/', options), this.address);
  }

  /** POST /api/jobs/{id}/stop. False when the job had ended (a moment ago may still be true). A PENDING job says true and stops when its driver has been scheduled. */
  async stop(id: string, options: CallOptions = {}): Promise<boolean> {
    return (
      parseObject(await this.#ofJob(id, { method: 'POST', path: `${jobPath(id)}/stop`, idempotent: true, ...options }), this.address)[
        'stopped'
      ] === true
    );
  }

  /** DELETE /api/jobs/{id}. Throws JOB_NOT_ENDED while it runs. */
  async delete(id: string, options: CallOptions = {}): Promise<boolean> {
    try {
      return (
        parseObject(await this.#ofJob(id, { method: 'DELETE', path: jobPath(id), idempotent: false, ...options }), this.address)[
          'deleted'
        ] === true
      );
    } catch (error) {
      if (!isRayError(error) || !/not in a terminal state|terminal/.test(error.message)) throw error;
      throw new RayError(`job ${id} has not ended: stop it before you delete it`, { code: 'JOB_NOT_ENDED' });
    }
  }

  /**
   * Puts a zip into the cluster's package store and gives its URI. Asks first, each time: asking is what keeps a package for ten minutes,
   * so it must be done right before every submit. Throws TOO_LARGE over 100 MiB.
   */
  async upload(zip: Uint8Array, options: CallOptions = {}): Promise<string> {
    if (zip.byteLength > PACKAGE_LIMIT_BYTES) throw await tooLarge(zip);
    return this.uploadOnce(createHash('sha256').update(zip).digest('hex'), () => zip, options);
  }

  /** The same for a zip that is made only where the cluster does not have it. `digest`, SHA-256 in hex, is of what is in it. */
  async uploadOnce(digest: string, make: () => Uint8Array, options: CallOptions = {}): Promise<string> {
    const name = `_ray_pkg_${digest.slice(0, 40)}.zip`;
    const path = `/api/packages/gcs/${name}`;
    if (!(await this.#has(path, options))) {
      const zip = make();
      if (zip.byteLength > PACKAGE_LIMIT_BYTES) throw await tooLarge(zip);
      await this.#http.text({ method: 'PUT', path, body: zip, idempotent: true, ...options });
      await this.#has(path, options);
    }
    return `gcs://${name}`;
  }

  /** The raw bytes of a job's log from its first byte: all there are (`file`), or those and every later one until the caller hangs up (`stream`). */
  async log(id: string, nodeId: string, kind: 'file' | 'stream', options: CallOptions = {}): Promise<Readable> {
    const query = { submission_id: id, node_id: nodeId, lines: -1, ...(kind === 'stream' ? { interval: 0.1 } : { timeout: 600 }) };
    return await this.#http.stream({ method: 'GET', path: `/api/v0/logs/${kind}`, query, idempotent: true, ...options });
  }

  /** WebSocket /api/jobs/{id}/logs/tail: the log from its start, as text, a second and more late. It closes for many reasons; only a status says that a job has ended. */
  async tail(id: string, options: CallOptions = {}): Promise<Readable> {
    return await this.#http.socket(`${jobPath(id)}/logs/tail`, options.signal);
  }

  /** GET /api/jobs/{id}/logs: the whole log as text. Ray answers 500 where a byte of it is no UTF-8. */
  async logText(id: string, options: CallOptions = {}): Promise<string> {
    const answer = await this.#ofJob(id, { method: 'GET', path: `${jobPath(id)}/logs`, idempotent: true, ...options });
    return String(parseObject(answer, this.address)['logs'] ?? '');
  }

  /** GET /api/v0/{resource}: rows of Ray's state API that have these values. */
  async state(
    resource: 'actors' | 'nodes' | 'runtime_envs' | 'jobs',
    filter: Readonly<Record<string, string>> = {},
    options: CallOptions = {},
  ): Promise<Readonly<Record<string, unknown>>[]> {
    const [names, values] = [Object.keys(filter), Object.values(filter)];
    const query = names.length === 0 ? {} : { filter_keys: names.join(','), filter_predicates: '=', filter_values: values.join(',') };
    const text = await this.#get(`/api/v0/${resource}`, options, { detail: 1, limit: 1000, ...query });
    return rowsOf(parseObject(text, this.address));
  }

  /** GET /api/cluster_status: for every node what of its resources is in use, as `[used, total]`. */
  async usageByNode(options: CallOptions = {}): Promise<Readonly<Record<string, unknown>>> {
    return (
      at(
        parseObject(await this.#get('/api/cluster_status', options), this.address),
        'data',
        'clusterStatus',
        'loadMetricsReport',
        'usageByNode',
      ) ?? {}
    );
  }

  async #has(path: string, options: CallOptions): Promise<boolean> {
    try {
      await this.#get(path, options);
      return true;
    } catch (error) {
      if (isRayError(error) && error.code === 'NOT_FOUND') return false;
      throw error;
    }
  }

  #get(path: string, options: CallOptions, query: Readonly<Record<string, string | number>> = {}): Promise<string> {
    return this.#http.text({ method: 'GET', path, query, idempotent: true, ...options });
  }

  async #ofJob(id: string, request: DashboardRequest): Promise<string> {
    try {
      return await this.#http.text(request);
    } catch (error) {
      if (!isRayError(error) || error.code !== 'NOT_FOUND') throw error;
      throw new RayError(`there is no job ${id} on ${this.address}`, { code: 'JOB_NOT_FOUND' });
    }
  }
}

/** True for a status that never changes any more. */
export function isTerminal(status: JobStatus): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED' || status === 'STOPPED';
}

/** With what is big in it, so that it is clear what to leave out. */
async function tooLarge(zip: Uint8Array): Promise<RayError> {
  const { describeBytes, describeParts, measureParts } = await import('./bundle/package-sizes.ts');
  let parts = '';
  try {
    parts = `: ${describeParts(measureParts(zip))}`;
  } catch {
    // no zip of ours
  }
  return new RayError(`the package has ${describeBytes(zip.byteLength)}, and Ray takes 100 MiB through its Jobs API${parts}`, {
    code: 'TOO_LARGE',
  });
}

function jobPath(id: string): string {
  return `/api/jobs/${encodeURIComponent(id)}`;
}

function rowsOf(envelope: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[] {
  const found = at(envelope, 'data', 'result')?.['result'];
  return Array.isArray(found) ? (found as Readonly<Record<string, unknown>>[]) : [];
}

/** The object at a path; undefined where there is none. */
function at(value: unknown, ...path: readonly string[]): Readonly<Record<string, unknown>> | undefined {
  const found = path.reduce((one, name) => (one as Readonly<Record<string, unknown>> | undefined)?.[name], value);
  return typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>) : undefined;
}

function submittedId(answer: Partial<JobSubmitted>, id: string): string {
  return typeof answer.submission_id === 'string' ? answer.submission_id : id;
}
