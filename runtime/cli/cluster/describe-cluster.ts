import { clusterTokenFile, type KeptCluster } from '../../ray/local/cluster-state.ts';

/** For programs. */
export function clusterAsJson({ dashboardUrl, gcsAddress, rayVersion, startedAt, process: { pid } }: KeptCluster): object {
  return { up: true, dashboardUrl, gcsAddress, rayVersion, pid, startedAt, tokenFile: clusterTokenFile() };
}

/** The end of a sentence: what to do where the dashboard is not the one that commands look for by themselves. */
export function howToReach({ dashboardUrl }: KeptCluster): string {
  if (dashboardUrl.endsWith(':8265')) return '; commands find it by themselves';
  return `; so that commands find it: export RAY_API_SERVER_ADDRESS=${dashboardUrl}`;
}

/** For commands of Ray itself and for Python: our own know the token. */
export function howToAuthenticate(): string {
  return `for Ray's own commands: export RAY_AUTH_MODE=token RAY_AUTH_TOKEN_PATH=${clusterTokenFile()}`;
}
