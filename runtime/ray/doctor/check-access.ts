import { findAuthToken } from '../http/auth-token.ts';
import { isRayError } from '../is-ray-error.ts';
import type { RayJobsClient } from '../jobs-client.ts';
import { keptToken } from '../local/cluster-state.ts';
import { judgeVersion } from './advisories.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

const START = 'start a cluster on this machine: actionsmith cluster up; or give the address of another one';

/** Whether the cluster answers, takes our token, and which release it is. Ends with a problem where nothing more can be asked. */
export async function checkAccess(client: RayJobsClient, token: Finding, signal: AbortSignal): Promise<Finding[]> {
  try {
    const { ray_version } = await client.version({ signal });
    return [ok('reachable', `Ray answers at ${client.address}`), await judgeAuth(client, token, signal), ...judgeVersion(ray_version)];
  } catch (error) {
    if (signal.aborted) return [silent(client.address)];
    if (!isRayError(error)) throw error;
    return [explain(client.address, error, token)];
  }
}

/** Where the token comes from that is sent to the cluster. */
export function describeToken(address: string): Finding {
  if (keptToken(address) !== undefined) return ok('token', 'the one of `actionsmith cluster`');
  try {
    const found = findAuthToken();
    return ok('token', found === undefined ? 'none' : `from ${found.from}`);
  } catch (error) {
    if (!isRayError(error)) throw error;
    return problem('token', error.message, 'name a file that holds the token alone, or unset RAY_AUTH_TOKEN_PATH');
  }
}

async function judgeAuth(client: RayJobsClient, token: Finding, signal: AbortSignal): Promise<Finding> {
  if (await client.needsToken({ signal })) return ok('token', `the cluster takes the token (${token.message})`);
  const { hostname } = new URL(client.address);
  if (['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    return ok('token', 'the cluster asks for none, and is reached on this machine');
  return warning(
    'token',
    'the cluster asks for no token: whoever reaches its dashboard can run code there (CVE-2023-48022)',
    'turn token authentication on (RAY_AUTH_MODE=token where Ray is started), or let nobody else reach it',
  );
}

function explain(address: string, error: Error & { readonly code: string }, token: Finding): Finding {
  if (error.code === 'NOT_AUTHENTICATED' || error.code === 'NOT_ALLOWED') {
    const sent = token.message === 'none' ? 'no token was sent' : `the token ${token.message} was sent`;
    return problem(
      'token',
      `the cluster refused us: ${sent}`,
      'set RAY_AUTH_TOKEN, or RAY_AUTH_TOKEN_PATH to the file that holds its token',
    );
  }
  if (error.code === 'NOT_FOUND' || error.code === 'NOT_RAY' || error.code === 'BAD_ANSWER')
    return problem(
      'reachable',
      `what answers at ${address} is no Ray dashboard`,
      'give the address of the dashboard, usually http://host:8265',
    );
  return problem('reachable', error.message, START);
}

function silent(address: string): Finding {
  return problem('reachable', `nothing answered at ${address} in time`, START);
}
