import type { BackendServer, BackendServerOptions } from './server/server.ts';

/** Serves the backend of a folder over HTTP, as `actionsmith backend serve` does. Throws BackendError TOKEN_NEEDED, BACKEND_PORT. */
export async function openBackendServer(options: BackendServerOptions): Promise<BackendServer> {
  const { backendServer } = await import('./server/server.ts');
  return backendServer(options);
}
