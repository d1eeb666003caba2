import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BackendJobUpdate } from '../../generated/backend-job-update/types.ts';
import { checkBackendJobUpdate } from '../../generated/backend-job-update/validators.ts';
import type { BackendLogEntry } from '../../generated/backend-log-entries/types.ts';
import { checkBackendLogEntries } from '../../generated/backend-log-entries/validators.ts';

export interface SeenRequest {
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/**
 * What goes wrong with a request: a status is answered, `cut` takes it and closes the connection, `drop` closes the connection before it is taken,
 * `slow` takes it and answers after a while.
 */
export type Fault = number | 'cut' | 'drop' | 'slow';

export interface BackendServer {
  readonly url: string;
  readonly requests: SeenRequest[];
  readonly updates: BackendJobUpdate[];
  readonly logs: BackendLogEntry[];
  /** Bodies that do not fit the schemas. */
  readonly violations: string[];
  fault: (request: SeenRequest) => Fault | undefined;
  close(): Promise<void>;
}

/** A backend on 127.0.0.1 that keeps what it takes, refuses what does not fit the schemas, and fails where it is told to. */
export async function startBackend(): Promise<BackendServer> {
  const server = createServer((request, response) => void answer(request, response));
  const seen: Omit<BackendServer, 'url' | 'close'> = { requests: [], updates: [], logs: [], violations: [], fault: () => undefined };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const one = { line: `${request.method} ${request.url}`, headers: request.headers, body: JSON.parse(text) as unknown };
    seen.requests.push(one);
    const fault = backend.fault(one);
    if (fault === 'drop') return void request.socket.destroy();
    if (typeof fault === 'number')
      return void response.writeHead(fault, { location: 'http://127.0.0.1:9/', 'retry-after': '0' }).end('told to fail');
    const problem = take(one);
    if (problem !== undefined) return void response.writeHead(400).end(problem);
    if (fault === 'cut') return void request.socket.destroy();
    if (fault === 'slow') return void setTimeout(() => response.end('{}'), 60);
    response.end('{}');
  }

  function take({ line, body }: SeenRequest): string | undefined {
    const isUpdate = line.startsWith('PATCH ');
    const checked = isUpdate ? checkBackendJobUpdate.check(body) : checkBackendLogEntries.check(body);
    if (!checked.ok) {
      const problem = JSON.stringify(checked.issues);
      seen.violations.push(problem);
      return problem;
    }
    if (isUpdate) seen.updates.push(body as BackendJobUpdate);
    else seen.logs.push(...[body as BackendLogEntry | BackendLogEntry[]].flat());
    return undefined;
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const backend: BackendServer = Object.assign(seen, {
    url: `http://127.0.0.1:${port}`,
    close: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
  return backend;
}
