import { setTimeout as sleep } from 'node:timers/promises';
import type { ApplicationConfig, ApplicationDetails } from '../../../generated/ray-serve/types.ts';
import { RayError } from '../../errors/ray-error.ts';
import { identityOf, type ServeClient, type ServeHttp } from '../../ray/serve/serve-client.ts';

export interface Replacement {
  readonly config: ApplicationConfig;
  readonly http?: ServeHttp | undefined;
  readonly timeoutSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

const LOOK_AGAIN_MS = 500;
const LOG_LINES = 40;

/**
 * Puts a version of an application in place of the one before it, which answers until the new one is healthy. One that fails is taken back: the version
 * before it is what the list says again, or nothing. Throws RayError DEPLOY_FAILED, DEPLOY_TIMED_OUT, DEPLOY_SUPERSEDED.
 */
export async function replaceApplication(client: ServeClient, { config, http, timeoutSeconds, signal }: Replacement): Promise<void> {
  const before = (await client.configs({ signal })).find(({ name }) => name === config.name);
  await client.apply(config, { http, signal });
  try {
    await untilHealthy(client, config, Date.now() + timeoutSeconds * 1000, signal);
  } catch (error) {
    if (!(error instanceof RayError) || error.code === 'DEPLOY_SUPERSEDED') throw error;
    const log = await logOf(client, config.name);
    await (before === undefined ? client.delete(config.name) : client.apply(before));
    const outcome = before === undefined ? 'nothing of it is left' : 'the version before it goes on';
    throw new RayError(`${error.message}\n${log}${outcome}`, { code: error.code, cause: error });
  }
}

async function untilHealthy(
  client: ServeClient,
  config: ApplicationConfig,
  deadline: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (;;) {
    const found = await client.application(config.name, { signal });
    const there = found?.deployed_app_config;
    if (found === undefined || (there !== undefined && there !== null && identityOf(there) !== identityOf(config)))
      throw new RayError(`the application ${config.name} was replaced or deleted by somebody else while it was deployed`, {
        code: 'DEPLOY_SUPERSEDED',
      });
    if (found.status === 'RUNNING') return;
    if (found.status === 'DEPLOY_FAILED' || found.status === 'UNHEALTHY')
      throw new RayError(`the application ${config.name} could not be deployed: ${reasonOf(found)}`, { code: 'DEPLOY_FAILED' });
    if (Date.now() > deadline)
      throw new RayError(`the application ${config.name} has not become healthy in time: ${reasonOf(found) || found.status}`, {
        code: 'DEPLOY_TIMED_OUT',
      });
    await sleep(LOOK_AGAIN_MS, undefined, { signal });
  }
}

/** What the replica's own Python raised is the reason; Ray tells it at the end of a long traceback. */
function reasonOf({ message = '', deployments = {} }: ApplicationDetails): string {
  const said = [message, ...Object.values(deployments).map((one) => one.message ?? '')].filter((text) => text !== '');
  const raised = said.map((text) => /(?:^|\n)(?:\w+\.)*RuntimeError: ([^]+)$/.exec(text)?.[1]).find((text) => text !== undefined);
  return (raised ?? said.at(-1) ?? '').trim();
}

async function logOf(client: ServeClient, name: string): Promise<string> {
  const logs = await client.logs(name, { lines: LOG_LINES }).catch(() => []);
  return logs
    .filter(({ text }) => text.trim() !== '')
    .map(({ replica, text }) => `the log of replica ${replica}:\n${text.trimEnd()}\n`)
    .join('');
}
