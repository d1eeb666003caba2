import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApplicationConfig, ApplicationDetails, RayServe } from '../../../generated/ray-serve/types.ts';
import { checkRayServe } from '../../../generated/ray-serve/validators.ts';
import { RayError } from '../../errors/ray-error.ts';
import { cacheFolder } from '../../process/user-folders.ts';
import type { DashboardHttp } from '../http/dashboard-http.ts';
import { type DashboardOptions, openDashboard } from '../http/open-dashboard.ts';
import { isThisHost } from '../http/connection-settings.ts';
import type { CallOptions } from '../jobs-client.ts';
import { parseObject } from '../parse-answer.ts';
import { digestParams } from '../params-digest.ts';
import { changeApplications, configsOf, type ListChange } from './change-applications.ts';
import { readReplicaLogs, type ReplicaLog } from './replica-logs.ts';

/** Where Serve listens once it is started: one that runs keeps what it has. */
export interface ServeHttp {
  /** Default: 127.0.0.1 for a cluster of this machine, else every address of its nodes, as is Ray's default. */
  readonly host?: string;
  /** Default 8000. */
  readonly port?: number;
}

export interface ApplyOptions extends CallOptions {
  readonly http?: ServeHttp | undefined;
}

const APPLICATIONS = '/api/serve/applications/';
const LOOK_AGAIN_MS = 250;

/**
 * Ray Serve's REST API. Its list of applications is written as a whole: what is not the caller's goes back as it was read, also while others write. Every
 * failure is a RayError. Tested against Ray 2.60.
 */
export class ServeClient {
  readonly address: string;
  readonly #http: DashboardHttp;

  constructor(options: DashboardOptions = {}) {
    this.#http = openDashboard(options);
    this.address = this.#http.baseUrl;
  }

  /** GET /api/serve/applications/: every application, and what Serve itself is set to. None where no Serve runs. */
  async details({ signal }: CallOptions = {}): Promise<RayServe> {
    const text = await this.#http.text({ method: 'GET', path: APPLICATIONS, idempotent: true, signal });
    const checked = checkRayServe.check(parseObject(text, this.address));
    if (checked.ok) return checked.value;
    throw new RayError(`${this.address} gave an answer that is not Ray Serve's: ${checked.issues[0]?.message ?? ''}`, {
      code: 'BAD_ANSWER',
    });
  }

  /** One application; undefined where there is none. */
  async application(name: string, options: CallOptions = {}): Promise<ApplicationDetails | undefined> {
    const { applications } = await this.details(options);
    return Object.hasOwn(applications, name) ? applications[name] : undefined;
  }

  /** Puts an application into the list, or another version of it. Resolves when the list has it; it is healthy later. Throws RayError REQUEST_REJECTED. */
  async apply(config: ApplicationConfig, { signal, http }: ApplyOptions = {}): Promise<void> {
    const wanted = identityOf(config);
    await this.#change({
      signal,
      http: { ...(isThisHost(this.address) && { host: '127.0.0.1' }), ...http },
      change: (list) => [...list.filter(({ name }) => name !== config.name), config],
      holds: (list) => list.some((one) => one.name === config.name && identityOf(one) === wanted),
    });
  }

  /** Takes an application out of the list, and resolves when its replicas are gone. False where there was none. Throws RayError SERVE_NOT_OURS_TO_DELETE. */
  async delete(name: string, { signal }: CallOptions = {}): Promise<boolean> {
    const found = await this.application(name, { signal });
    if (found === undefined) return false;
    if (found.source === 'imperative')
      throw new RayError(`the application ${name} was started by a program with serve.run, and no list has it: end it there`, {
        code: 'SERVE_NOT_OURS_TO_DELETE',
      });
    await this.#change({
      signal,
      change: (list) => list.filter((one) => one.name !== name),
      holds: (list) => !list.some((one) => one.name === name),
    });
    while ((await this.application(name, { signal }))?.status === 'DELETING') await sleep(LOOK_AGAIN_MS, undefined, { signal });
    return true;
  }

  /** Where the applications below a prefix answer, on the cluster's machines. Serve listens on every address where it does not say another one. */
  async urlOf(routePrefix: string, options: CallOptions = {}): Promise<string> {
    const { host = '0.0.0.0', port = 8000 } = ((await this.details(options)).http_options ?? {}) as {
      readonly host?: string;
      readonly port?: number;
    };
    const reached = host === '0.0.0.0' || host === '::' ? new URL(this.address).hostname : host;
    return `http://${reached}:${port}${routePrefix === '/' ? '' : routePrefix}`;
  }

  /** The list as it was written: without what programs started. */
  async configs(options: CallOptions = {}): Promise<ApplicationConfig[]> {
    return configsOf(await this.details(options));
  }

  /** The ends of the logs of an application's replicas: those that run, and those that died lately. */
  async logs(name: string, { lines = 200, signal }: CallOptions & { readonly lines?: number } = {}): Promise<ReplicaLog[]> {
    const found = await this.application(name, { signal });
    if (found === undefined) throw new RayError(`there is no application ${name} on ${this.address}`, { code: 'APPLICATION_NOT_FOUND' });
    return readReplicaLogs(this.#http, found, lines, signal);
  }

  async #change(change: Omit<ListChange, 'lock'>): Promise<void> {
    const list = {
      read: (signal?: AbortSignal) => this.details({ signal }),
      write: async (body: object, signal?: AbortSignal) =>
        void (await this.#http.text({ method: 'PUT', path: APPLICATIONS, body, idempotent: true, signal })),
    };
    const lock = join(cacheFolder(), 'serve', createHash('sha256').update(this.address).digest('hex').slice(0, 16));
    await changeApplications(list, { ...change, lock });
  }
}

/** What of a config makes it another one: Ray fills in what is left out elsewhere. */
export function identityOf({ import_path, route_prefix, runtime_env, args, deployments }: ApplicationConfig): string {
  return digestParams({ import_path, route_prefix, runtime_env, args, deployments });
}
