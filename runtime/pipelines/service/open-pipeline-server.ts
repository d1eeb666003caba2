import type { HttpServer } from '../../backend/server/listen.ts';
import type { PipelineServerOptions } from './server.ts';

/** Serves the pipeline service of a folder over HTTP. Throws BackendError for a folder, an address or a database that cannot be used. */
export async function openPipelineServer(options: PipelineServerOptions): Promise<HttpServer> {
  return (await import('./server.ts')).pipelineServer(options);
}
