import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { RayError } from '../../errors/ray-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Headers for every request: those of RAY_JOB_HEADERS, a JSON object as Ray's own client reads it, and over them what the caller gives.
 * Throws RayError BAD_HEADERS, which names a header and never shows its value.
 */
export function resolveHeaders(given: Readonly<Record<string, string>> = {}, env: Environment = process.env): Record<string, string> {
  const headers = { ...readHeaders(env['RAY_JOB_HEADERS']), ...given };
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) throw badHeaders(`${JSON.stringify(name)} is no name of a header`);
    if (typeof value !== 'string' || /[^\t\x20-\x7e\x80-\xff]/.test(value)) throw badHeaders(`${name} has a value that no header can have`);
  }
  return headers;
}

/** What TLS trusts: `verify` as given, else the bundle of authorities that REQUESTS_CA_BUNDLE or SSL_CERT_FILE names, as for Python. Throws RayError BAD_CA. */
export function tlsOptions(
  verify: boolean | string | undefined,
  env: Environment = process.env,
): { rejectUnauthorized: boolean; ca?: Buffer } {
  const wanted = verify ?? env['REQUESTS_CA_BUNDLE'] ?? env['SSL_CERT_FILE'] ?? true;
  if (typeof wanted === 'boolean') return { rejectUnauthorized: wanted };
  try {
    return { rejectUnauthorized: true, ca: readFileSync(wanted) };
  } catch {
    throw new RayError(`the file of certificate authorities ${wanted} cannot be read`, { code: 'BAD_CA' });
  }
}

/** True for an address of this machine: no proxy of the environment is asked for it, whatever NO_PROXY says. */
export function isThisHost(baseUrl: string): boolean {
  const host = new URL(baseUrl).hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function readHeaders(text: string | undefined): Record<string, string> {
  if (!text) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, string>;
  } catch {
    // said below
  }
  throw badHeaders('RAY_JOB_HEADERS must hold a JSON object of texts');
}

function badHeaders(why: string): RayError {
  return new RayError(`the headers for the dashboard cannot be sent: ${why}`, { code: 'BAD_HEADERS' });
}
