import type { Backend } from '../../backend/backend.ts';
import { checkBackendUrl, credentialHeaders, type Credentials } from '../../backend/http/backend-address.ts';
import { Logger, type LoggerOptions } from '../logger.ts';
import { BackendSink, type ReportOptions } from './backend-sink.ts';
import { backendChannel, httpChannel, type JobChannel } from './job-channel.ts';
import type { LogLosses } from './log-sender.ts';

interface ServerOptions extends Credentials {
  /** Of the backend's server. */
  readonly url: string;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** For one attempt; default 15 s. */
  readonly timeoutMs?: number | undefined;
}

interface OpenBackendOptions {
  /** One that is open already, in a folder or behind a server: it stays open when the logger is closed. */
  readonly backend: Backend;
}

export type BackendLoggerOptions = LoggerOptions & ReportOptions & (ServerOptions | OpenBackendOptions);

/** Guide: Logging and Metrics. Tells the backend how a job goes. Its time limits are of real time: a run never waits for it before its end. */
export class BackendLogger extends Logger {
  readonly #sink: BackendSink;

  /** Throws BackendError for an address that cannot be used. */
  constructor(options: BackendLoggerOptions);
  constructor(backend: Backend, jobId: string, options?: LoggerOptions & Omit<ReportOptions, 'jobId'>);
  constructor(first: BackendLoggerOptions | Backend, jobId?: string, more: LoggerOptions & Omit<ReportOptions, 'jobId'> = {}) {
    const options = jobId === undefined ? (first as BackendLoggerOptions) : { ...more, backend: first as Backend, jobId };
    const { intervalMs, closeTimeoutMs, warn } = options;
    const sink = new BackendSink({ jobId: options.jobId, channel: channelOf(options), intervalMs, closeTimeoutMs, warn });
    super(sink, options);
    this.#sink = sink;
  }

  /** What did not reach the backend's log. */
  get losses(): Readonly<LogLosses> {
    return this.#sink.losses;
  }
}

function channelOf(options: BackendLoggerOptions): JobChannel {
  if ('backend' in options) return backendChannel(options.jobId, options.backend);
  const { jobId, url, headers, timeoutMs } = options;
  return httpChannel(jobId, { url: checkBackendUrl(url), headers: { ...headers, ...credentialHeaders(options) }, timeoutMs });
}
