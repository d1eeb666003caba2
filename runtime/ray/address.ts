import { RayError } from '../errors/ray-error.ts';

const DEFAULT_DASHBOARD = 'http://localhost:8265';

/**
 * The URL of Ray's dashboard, without a trailing slash; a path prefix (a gateway's) is kept.
 * `auto` and nothing mean RAY_API_SERVER_ADDRESS, else http://localhost:8265. Unlike Ray's own client, an address that was given wins over the environment.
 * Throws RayError BAD_ADDRESS for what is no http(s) URL; `ray://` and `host:port` are explained.
 */
export function resolveDashboardUrl(address: string | undefined, env: Readonly<Record<string, string | undefined>> = process.env): string {
  const fromEnvironment = env['RAY_API_SERVER_ADDRESS'];
  const wanted = address === undefined || address === 'auto' ? fromEnvironment || DEFAULT_DASHBOARD : address;
  const source = wanted === address ? '' : fromEnvironment ? ' (from RAY_API_SERVER_ADDRESS)' : '';
  const url = parse(wanted);
  if (!url) throw bad(wanted + source, 'it is no URL: write it as http://host:8265');
  if (url.protocol === 'ray:') throw bad(wanted + source, rayClientAdvice(url));
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw bad(wanted + source, otherProtocolAdvice(wanted, url));
  if (url.username || url.password) throw bad(withoutCredentials(url), 'credentials do not belong into a URL: give a token or headers');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

function rayClientAdvice(url: URL): string {
  const host = url.host.replace(/:\d+$/, '') || 'host';
  return `ray:// is the protocol of Ray Client, which only Python speaks. Give the dashboard instead: http://${host}:8265`;
}

/** `head:8265` reads as a URL of the protocol `head:`. */
function otherProtocolAdvice(wanted: string, { protocol }: URL): string {
  if (wanted.includes('://')) return `Ray's dashboard is reached by http:// or https://, not by ${protocol}//`;
  return `it must start with http:// or https://, as in http://${wanted.replace(/:\d+$/, '')}:8265`;
}

function withoutCredentials(url: URL): string {
  return `${url.protocol}//…@${url.host}${url.pathname}`;
}

function bad(address: string, why: string): RayError {
  return new RayError(`the Ray address ${address} cannot be used: ${why}`, { code: 'BAD_ADDRESS' });
}
