import { openBackendServer } from '../../backend/open-backend-server.ts';
import { type ServeOptions, serveUntilSignal } from '../serve-until-signal.ts';

export interface ServeCommandOptions extends ServeOptions {
  readonly publicUrl?: string;
}

/** Serves until a signal; a second one ends the process at once. */
export async function serveBackend(options: ServeCommandOptions): Promise<void> {
  const { publicUrl } = options;
  await serveUntilSignal(options, 'ACTIONSMITH_BACKEND_TOKEN', (listening) => openBackendServer({ ...listening, publicUrl }));
}
