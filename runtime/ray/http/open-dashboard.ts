import { resolveDashboardUrl } from '../address.ts';
import { keptToken } from '../local/cluster-state.ts';
import { findAuthToken } from './auth-token.ts';
import { DashboardHttp } from './dashboard-http.ts';

export interface DashboardOptions {
  /** URL of the dashboard; default and `auto`: RAY_API_SERVER_ADDRESS, else http://localhost:8265. */
  readonly address?: string | undefined;
  /** Default: that of `actionsmith cluster` at its address, else as Ray's own client finds one (RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH, ~/.ray/auth_token). */
  readonly token?: string | undefined;
  /** With every request, over those of RAY_JOB_HEADERS. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** For https: false, or the file of a certificate authority. Default: what REQUESTS_CA_BUNDLE or SSL_CERT_FILE names, and Node's own. */
  readonly verify?: boolean | string | undefined;
  /** For one attempt; default 30 s. */
  readonly timeoutMs?: number | undefined;
  /** Repetitions of calls that may be repeated; default 4. */
  readonly retries?: number | undefined;
}

/** HTTP to the dashboard that the options name. Throws RayError BAD_ADDRESS, BAD_HEADERS, BAD_CA. */
export function openDashboard({ address, token, headers, verify, timeoutMs = 30_000, retries = 4 }: DashboardOptions): DashboardHttp {
  const baseUrl = resolveDashboardUrl(address);
  return new DashboardHttp({ baseUrl, token: token ?? keptToken(baseUrl) ?? findAuthToken()?.token, headers, verify, timeoutMs, retries });
}
