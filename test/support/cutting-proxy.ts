import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** When a connection is cut: after so many bytes in a direction, counted from its start. */
export interface Cut {
  readonly direction: 'up' | 'down';
  readonly afterBytes: number;
}

export interface CuttingProxy {
  readonly url: string;
  /** How many connections were cut. */
  cuts(): number;
  /** Where new connections go from now on; those that are open are cut. */
  retarget(url: string): void;
  close(): Promise<void>;
}

/** A TCP proxy on 127.0.0.1 that resets connections in mid-stream: `plan` says of each new one where, or that it lives. */
export async function startCuttingProxy(target: string, plan: () => Cut | undefined): Promise<CuttingProxy> {
  let upstreamOf = new URL(target);
  let count = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const cut = plan();
    const upstream = connect(Number(upstreamOf.port), upstreamOf.hostname);
    const end = (): void => [client, upstream].forEach((socket) => socket.destroy());
    const pass = (from: Socket, to: Socket, limit: number | undefined): void => {
      let left = limit;
      from.on('data', (bytes: Buffer) => {
        if (left !== undefined && bytes.byteLength >= left) {
          count += 1;
          to.write(bytes.subarray(0, left), end); // what came before the cut arrives
          left = Infinity;
          from.pause();
          return;
        }
        if (left !== undefined) left -= bytes.byteLength;
        if (!to.write(bytes)) {
          from.pause();
          to.once('drain', () => from.resume());
        }
      });
    };
    pass(client, upstream, cut?.direction === 'up' ? cut.afterBytes : undefined);
    pass(upstream, client, cut?.direction === 'down' ? cut.afterBytes : undefined);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', end).on('close', () => {
        open.delete(socket);
        end();
      });
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: () => count,
    retarget(url) {
      upstreamOf = new URL(url);
      for (const socket of open) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** The same numbers from 0 to 1 for the same seed. https://github.com/bryc/code/blob/master/jshash/PRNGs.md (mulberry32) */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
