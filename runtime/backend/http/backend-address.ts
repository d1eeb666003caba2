import { BackendError } from '../../errors/backend-error.ts';

/** Who asks. */
export interface Credentials {
  /** Of the service: `Synapse-Access-Token`. */
  readonly accessToken?: string | undefined;
  /** Of the user that the job runs for; with one, the access token is not sent. */
  readonly userToken?: string | undefined;
  readonly tenant?: string | undefined;
}

/** The headers of a request. Throws BackendError BAD_TOKEN, without the token. */
export function credentialHeaders({ accessToken, userToken, tenant }: Credentials): Record<string, string> {
  return {
    ...(userToken
      ? { Authorization: `Token ${header(userToken)}` }
      : accessToken
        ? { 'Synapse-Access-Token': `Token ${header(accessToken)}` }
        : {}),
    ...(tenant ? { 'Synapse-Tenant': `Token ${header(tenant)}` } : {}),
  };
}

/** With a slash at the end. Throws BackendError BAD_ADDRESS. */
export function checkBackendUrl(text: string): string {
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

/** A token from a file ends with a line break; what else no header may hold is said without the token. */
function header(token: string): string {
  const text = token.trim();
  if (/^[\u0021-\u007E]+$/.test(text)) return text;
  throw new BackendError('a token of the backend has characters that no header may have', { code: 'BAD_TOKEN' });
}
