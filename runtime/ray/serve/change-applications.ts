import { setTimeout as sleep } from 'node:timers/promises';
import type { ApplicationConfig, RayServe } from '../../../generated/ray-serve/types.ts';
import { RayError } from '../../errors/ray-error.ts';
import { underLock } from '../../process/under-lock.ts';
import { backoffMs } from '../../timing/backoff.ts';

/** Serve's list, read and written as a whole: it has no version that a write could name. */
export interface ApplicationList {
  read(signal?: AbortSignal): Promise<RayServe>;
  write(body: object, signal?: AbortSignal): Promise<void>;
}

export interface ListChange {
  /** The list as it should be, from the one that is there. */
  readonly change: (applications: readonly ApplicationConfig[]) => readonly ApplicationConfig[];
  /** Whether the list that is there has the change. */
  readonly holds: (applications: readonly ApplicationConfig[]) => boolean;
  /** A path for who writes from this machine: they take turns. Those of other machines are seen by what they undo. */
  readonly lock?: string | undefined;
  /** For a Serve that is not running yet: one that runs keeps its own. */
  readonly http?: object | undefined;
  readonly signal?: AbortSignal | undefined;
}

const ATTEMPTS = 40;
/** A list older than this is read again before it is written from: a writer that stood still must not undo what others did meanwhile. */
const FRESH_MS = 500;
/** A cluster that is always slow is written to in the end. */
const SLOW_READS = 4;
/** For so long a change must have been seen there: who read the list just before may write it yet. */
const SETTLED_MS = 1_500;
const LOOK_AGAIN_MS = 250;

/**
 * Changes Serve's list of applications by reading, writing and looking whether it stayed. Who writes at the same time may have read the list before, and
 * takes the change out again: then it is made again, until all have theirs. Applications that are not the caller's stay as they are. Throws RayError
 * SERVE_LIST_CONTESTED.
 */
export async function changeApplications(list: ApplicationList, wanted: ListChange): Promise<void> {
  const { holds, lock, signal } = wanted;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const write = (held: AbortSignal | undefined): Promise<void> => writeOnce(list, wanted, held);
    await (lock === undefined ? write(signal) : underLock(lock, signal, write));
    if (await stays(list, holds, signal)) return;
    await sleep(backoffMs(Math.min(attempt, 3)), undefined, { signal });
  }
  throw new RayError("Serve's list of applications is changed by others again and again: try later", {
    code: 'SERVE_LIST_CONTESTED',
    retryable: true,
  });
}

async function writeOnce(list: ApplicationList, { change, holds, http }: ListChange, signal: AbortSignal | undefined): Promise<void> {
  for (let reads = 1; ; reads++) {
    const began = Date.now();
    const before = await list.read(signal);
    if (holds(configsOf(before))) return;
    if (Date.now() - began > FRESH_MS && reads < SLOW_READS) continue;
    return list.write(bodyOf(before, change(configsOf(before)), http), signal);
  }
}

async function stays(list: ApplicationList, holds: ListChange['holds'], signal: AbortSignal | undefined): Promise<boolean> {
  const until = Date.now() + SETTLED_MS;
  for (;;) {
    if (!holds(configsOf(await list.read(signal)))) return false;
    if (Date.now() >= until) return true;
    await sleep(LOOK_AGAIN_MS, undefined, { signal });
  }
}

/** What the list says. One that a program started by `serve.run` is not of the list, and no write touches it; one that is being deleted is gone from it. */
export function configsOf({ applications }: RayServe): ApplicationConfig[] {
  return Object.values(applications).flatMap(({ deployed_app_config: config, status }) =>
    config === undefined || config === null || status === 'DELETING' ? [] : [config],
  );
}

/** Options of the whole Serve go back as they are: one that is left out would be reset. */
function bodyOf(before: RayServe, applications: readonly ApplicationConfig[], http: object | undefined): object {
  const { proxy_location, http_options, grpc_options, target_capacity } = before;
  const isRunning = before.controller_info !== undefined && Object.keys(before.controller_info).length > 0;
  return {
    ...(isRunning
      ? { ...present({ proxy_location, http_options, grpc_options, target_capacity }) }
      : { ...present({ http_options: http }), proxy_location: 'EveryNode' }),
    applications,
  };
}

function present(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
}
