import type { Backend } from '../backend/backend.ts';
import type { RuntimeContext } from '../context/runtime-context.ts';
import { BackendError } from '../errors/backend-error.ts';

/** The backend of an action. Throws BackendError NO_BACKEND where its run has none. */
export function clientOf({ client }: RuntimeContext): Backend {
  if (client !== undefined) return client;
  throw new BackendError('this run has no backend: set ACTIONSMITH_BACKEND_URL where it runs, or give its context a client', {
    code: 'NO_BACKEND',
  });
}
