import type { Backend } from '../../backend/backend.ts';
import { BackendHttp, type BackendHttpOptions } from '../../backend/http/backend-http.ts';
import { BackendError } from '../../errors/backend-error.ts';
import { messageOf } from '../../errors/message-of.ts';

/** How what a job reports, in JSON, reaches its backend. Throws BackendError; `details.arrived` is false where it surely did not arrive. */
export interface JobChannel {
  updateJob(update: string, signal?: AbortSignal): Promise<void>;
  createLogs(entries: string, signal?: AbortSignal): Promise<void>;
  /** From a process that exits, where nothing can be waited for. False where the backend may not know. */
  updateJobNow(update: string): boolean;
}

/** To a server, each request once: who reports knows when to say it again. */
export function httpChannel(jobId: string, options: BackendHttpOptions): JobChannel {
  const http = new BackendHttp({ ...options, retries: 0 });
  const path = `jobs/${encodeURIComponent(jobId)}/`;
  return {
    updateJob: async (json, signal) => void (await http.send({ method: 'PATCH', path, json, signal })),
    createLogs: async (json, signal) => void (await http.send({ method: 'POST', path: 'logs/', json, signal })),
    updateJobNow: (json) => http.sendNow({ method: 'PATCH', path, json }),
  };
}

/** To a backend that is open already, which stays open. */
export function backendChannel(jobId: string, backend: Backend): JobChannel {
  return {
    updateJob: (json, signal) => written(async () => backend.updateJob(jobId, JSON.parse(json), { signal }), signal),
    createLogs: (json, signal) => written(async () => backend.createLogs([JSON.parse(json)].flat(), { signal }), signal),
    updateJobNow: (json) => backend.updateJobNow?.(jobId, JSON.parse(json)) ?? false,
  };
}

/** A folder that cannot be written now, as one whose disk is full, took nothing. */
async function written(work: () => Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof BackendError || signal?.aborted === true) throw error;
    throw new BackendError(messageOf(error), { retryable: true, details: { arrived: false }, cause: error });
  }
}
