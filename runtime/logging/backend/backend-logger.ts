import { BackendError } from '../../errors/backend-error.ts';
import { Logger, type LoggerOptions } from '../logger.ts';
import { BackendSink, type BackendSinkOptions } from './backend-sink.ts';
import type { LogLosses } from './log-sender.ts';

export interface BackendLoggerOptions extends LoggerOptions, Omit<BackendSinkOptions, 'headers'> {
  /** Of the service: `Synapse-Access-Token`. */
  readonly accessToken?: string | undefined;
  /** Of the user that the job runs for; with one, the access token is not sent. */
  readonly userToken?: string | undefined;
  readonly tenant?: string | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Guide: Logging and Metrics. Tells the backend how a job goes. Its time limits are of real time: a run never waits for it before its end. */
export class BackendLogger extends Logger {
  readonly #sink: BackendSink;

  /** Throws BackendError for an address that cannot be used. */
  constructor({ redactor, step, accessToken, userToken, tenant, headers = {}, ...options }: BackendLoggerOptions) {
    const sink = new BackendSink({
      ...options,
      url: checkUrl(options.url),
      headers: { ...headers, ...credentials(accessToken, userToken, tenant) },
    });
    super(sink, { ...(redactor && { redactor }), ...(step !== undefined && { step }) });
    this.#sink = sink;
  }

  /** What did not reach the backend's log. */
  get losses(): Readonly<LogLosses> {
    return this.#sink.losses;
  }
}

function credentials(accessToken?: string, userToken?: string, tenant?: string): Record<string, string> {
  return {
    ...(userToken
      ? { Authorization: `Token ${header(userToken)}` }
      : accessToken
        ? { 'Synapse-Access-Token': `Token ${header(accessToken)}` }
        : {}),
    ...(tenant ? { 'Synapse-Tenant': `Token ${header(tenant)}` } : {}),
  };
}

/** A token from a file ends with a line break; what else no header may hold is said without the token. */
function header(token: string): string {
  const text = token.trim();
  if (/^[\u0021-\u007E]+$/.test(text)) return text;
  throw new BackendError('a token of the backend has characters that no header may have', { code: 'BAD_TOKEN' });
}

function checkUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new BackendError('the address of the backend must begin with http:// or https://', { code: 'BAD_ADDRESS' });
  }
  if (url.username !== '' || url.password !== '') {
    throw new BackendError('credentials do not belong into the address of the backend: give a token', { code: 'BAD_ADDRESS' });
  }
  url.search = '';
  url.hash = '';
  return url.href.replace(/\/*$/, '/');
}
