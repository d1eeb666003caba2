import { join } from 'node:path';
import type { PluginEnvironment } from '../context/plugin-environment.ts';
import { backendOfEnvironment } from '../logging/backend/backend-of-environment.ts';
import type { Backend } from './backend.ts';
import { lazyBackend } from './lazy-backend.ts';

/** The backend of a run in this process: the server that its environment names, else the plugin's own folder `.actionsmith/backend`. Opened when it is used. */
export function backendOfRun(env: PluginEnvironment, plugin: string): Backend {
  return lazyBackend(async () => {
    const server = backendOfEnvironment(env);
    if (server !== undefined) return (await import('./http/http-backend.ts')).openHttpBackend(server);
    const { openEmbeddedBackend } = await import('./open-embedded-backend.ts');
    return openEmbeddedBackend(join(plugin, '.actionsmith', 'backend'));
  });
}
