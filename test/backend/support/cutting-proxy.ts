import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  readonly port: number;
  /** Bytes that went through, in the direction that is looked at. */
  readonly passed: () => number;
  close(): Promise<void>;
}

export interface Incident {
  /** After so many bytes in the direction that is looked at. */
  readonly at: number;
  /** What happens then, besides the cut of all connections. */
  readonly happen: () => void;
}

/** Stands before a server on this machine, and cuts connections in the middle. `direction`: whose bytes are counted. */
export async function startCuttingProxy(target: number, direction: 'up' | 'down', incidents: readonly Incident[]): Promise<CuttingProxy> {
  const waiting = incidents.toSorted((a, b) => a.at - b.at);
  const sockets = new Set<Socket>();
  let passed = 0;
  const count = (bytes: number): void => {
    passed += bytes;
    while (waiting.length > 0 && passed >= waiting[0]!.at) {
      waiting.shift()!.happen();
      for (const socket of sockets) socket.destroy();
    }
  };
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    for (const [from, to, side] of [
      [client, upstream, 'up'],
      [upstream, client, 'down'],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk: Buffer) => {
        if (!to.write(chunk)) from.pause();
        if (side === direction) count(chunk.length);
      });
      to.on('drain', () => from.resume());
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
      from.on('close', () => sockets.delete(from));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    passed: () => passed,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
