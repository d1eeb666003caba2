import type { Backend } from '../../backend/backend.ts';
import type { ItemOf } from '../../backend/resource.ts';
import type { RuntimeContext } from '../../context/runtime-context.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { ExecutionError } from '../../errors/execution-error.ts';
import { messageOf } from '../../errors/message-of.ts';
import { backoffMs, pause } from '../../timing/backoff.ts';

/** A service that infers: takes `{ inputs, … }` by POST, and answers `{ results }`, one for each input in their order. */
export interface ServeApplication {
  readonly url: string;
  readonly name: string;
}

/** What answers of an overloaded or restarting service say: asking again may help. */
const RETRIED: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const ATTEMPTS = 4;
const TIMEOUT_MS = 120_000;
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The service that runs for a plugin release, or the only one that runs. Its `data` has `url`, its address, and `path` of what infers; default: `/predict`. Throws
 * ActionsmithError SERVE_APPLICATION_MISSING.
 */
export async function findServeApplication(backend: Backend, release: number | undefined, signal: AbortSignal): Promise<ServeApplication> {
  const filters = { status: 'RUNNING', ...(release !== undefined && { plugin_release: release }) };
  const found: ItemOf<'serveApplications'>[] = [];
  for await (const application of backend.serveApplications.all(filters, { signal })) found.push(application);
  const wanted = release === undefined ? '' : ` of plugin release ${release}`;
  const newest = found.at(-1);
  if (newest === undefined)
    throw missing(
      `no serve application${wanted} is RUNNING: deploy one, name its plugin release in params.pre_processor, or write infer()`,
    );
  if (found.length > 1 && release === undefined)
    throw missing(`${found.length} serve applications are RUNNING: name the plugin release of one in params.pre_processor`);
  const { url, path = '/predict' } = (newest.data ?? {}) as { readonly url?: unknown; readonly path?: unknown };
  const name = newest.name ?? `serve application ${newest.id}`;
  if (typeof url !== 'string' || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol) || typeof path !== 'string')
    throw missing(`${name} does not say where it is: its data has no url of HTTP`);
  return { url: `${url.replace(/\/$/, '')}/${path.replace(/^\//, '')}`, name };
}

/** Asks a service. The token is the secret SERVE_TOKEN of the run, or ACTIONSMITH_SERVE_TOKEN of its environment. Throws ExecutionError. */
export async function askServeApplication(
  { url, name }: ServeApplication,
  body: Readonly<Record<string, unknown>>,
  ctx: RuntimeContext,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const token = ctx.secrets['SERVE_TOKEN'] ?? ctx.env.get('ACTIONSMITH_SERVE_TOKEN');
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const { default: axios } = await import('axios');
  for (let attempt = 1; ; attempt++) {
    let problem: string;
    try {
      const { status, data } = await axios.post<unknown>(url, body, {
        headers,
        signal,
        timeout: TIMEOUT_MS,
        maxContentLength: MOST_BYTES,
        maxRedirects: 0,
        validateStatus: () => true,
      });
      if (status === 200) return readResults(data, name);
      problem = `it answered ${status}`;
      if (!RETRIED.has(status)) throw failed(name, problem);
    } catch (error) {
      signal.throwIfAborted();
      if (!axios.isAxiosError(error)) throw error;
      problem = messageOf(error);
    }
    if (attempt === ATTEMPTS) throw failed(name, `${problem} (${ATTEMPTS} attempts)`);
    await pause(backoffMs(attempt), signal);
  }
}

function readResults(answer: unknown, name: string): readonly unknown[] {
  const results: unknown = Array.isArray(answer) ? answer : (answer as { readonly results?: unknown } | null)?.results;
  if (Array.isArray(results)) return results;
  throw failed(name, 'its answer has no list `results`');
}

function failed(name: string, problem: string): ExecutionError {
  return new ExecutionError(`${name} did not infer: ${problem}`, { code: 'SERVE_APPLICATION_FAILED' });
}

function missing(message: string): ActionsmithError {
  return new ActionsmithError(message, { code: 'SERVE_APPLICATION_MISSING' });
}
