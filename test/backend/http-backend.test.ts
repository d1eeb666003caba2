import { openBackendServer, openHttpBackend } from 'actionsmith/backend';
import { runBackendContract } from './support/backend-contract.ts';

runBackendContract('behind HTTP', async (folder, tenant) => {
  const server = await openBackendServer({ folder, tokens: [{ token: 'secret-of-all' }] });
  const backend = openHttpBackend({ url: server.url, accessToken: 'secret-of-all', tenant });
  const close = async (): Promise<void> => {
    await backend.close();
    await server.close();
  };
  return { backend, close };
});
