import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface FakeDashboard {
  readonly url: string;
  /** `GET /api/version`, in the order in which they came. */
  readonly requests: string[];
}

/** A dashboard that misbehaves on purpose; it ends with the test. */
export async function fakeDashboard(
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
): Promise<FakeDashboard> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    request.resume().on('end', () => answer(request, response, requests.length));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}
