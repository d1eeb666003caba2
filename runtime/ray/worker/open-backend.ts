import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Backend } from '../../backend/backend.ts';
import { PluginEnvironment } from '../../context/plugin-environment.ts';
import { serializeError } from '../../errors/serialize-error.ts';
import { backendOfEnvironment } from '../../logging/backend/backend-of-environment.ts';
import type { Logger } from '../../logging/logger.ts';
import type { RunEvent } from '../../logging/run-event.ts';
import type { Redactor } from '../../redaction/redactor.ts';
import { BACKEND_PART } from '../run-file.ts';

/** A cluster gives a job that ends some seconds more. */
const CLOSE_TIMEOUT_MS = 10_000;

/** The backend of a job, and how the job's end is told to it: once, and again only where a failure follows a result. */
export class JobBackend {
  readonly logger: Logger;
  readonly #redactor: Redactor;
  #told: RunEvent['type'] | undefined;

  constructor(logger: Logger, redactor: Redactor) {
    this.logger = logger;
    this.#redactor = redactor;
  }

  async succeed(value: unknown): Promise<void> {
    await this.#tell({ type: 'result', time: Date.now(), value });
  }

  /** `isExiting`: nothing can be waited for. */
  async fail(error: unknown, { isExiting = false }: { readonly isExiting?: boolean } = {}): Promise<void> {
    if (this.#told === 'failed') return;
    await this.#tell({ type: 'failed', time: Date.now(), error: serializeError(error) }, isExiting || this.#told === 'result');
  }

  async #tell(event: RunEvent, now = false): Promise<void> {
    this.#told = event.type;
    const redacted = this.#redactor.redactEvent(event);
    if (now) return this.logger.endNow(redacted);
    this.logger.write(redacted);
    await this.logger.close();
  }
}

/** What a job has of its backend: to use it, and to report to it. */
export interface OpenedBackend {
  readonly client?: Backend;
  readonly backend?: JobBackend;
}

/** The backend that the job's environment names; it reports to it where its job there is named too. */
export async function openBackend(env: Readonly<Record<string, string>>, folder: string, redactor: Redactor): Promise<OpenedBackend> {
  const options = backendOfEnvironment(new PluginEnvironment(env));
  if (options === undefined) return {};
  const { BackendLogger, openHttpBackend } = (await import(
    pathToFileURL(join(folder, BACKEND_PART)).href
  )) as typeof import('./backend-part.ts');
  const { jobId } = options;
  const client = openHttpBackend(options);
  if (jobId === undefined) return { client };
  return { client, backend: new JobBackend(new BackendLogger({ ...options, jobId, closeTimeoutMs: CLOSE_TIMEOUT_MS }), redactor) };
}
