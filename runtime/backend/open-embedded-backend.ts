import type { Backend } from './backend.ts';
import type { EmbeddedBackendOptions } from './embedded-backend.ts';

/** Opens the backend of a folder, which is made where it is missing: everything works without a server. Other processes may use it too. Throws BackendError. */
export async function openEmbeddedBackend(folder: string, options: EmbeddedBackendOptions = {}): Promise<Backend> {
  const { embeddedBackend } = await import('./embedded-backend.ts');
  return embeddedBackend(folder, options);
}
