import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface StartedServer {
  readonly port: number;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** A server of somebody else in a process of its own, once it listens on 127.0.0.1. It ends with whoever started it. */
export async function startServer(command: (port: number) => readonly string[], env: NodeJS.ProcessEnv = {}): Promise<StartedServer> {
  const port = await freePort();
  const [program = '', ...args] = command(port);
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + String(chunk)).slice(-2_000)));
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  const ended = once(child, 'exit').then(() => process.off('exit', end));
  for (let at = 0; !(await listens(port)); at++) {
    if (child.exitCode !== null || at > 600) throw new Error(`${program} does not listen: ${said}`);
    await new Promise((resolve) => void setTimeout(resolve, 100));
  }
  return {
    port,
    process: child,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise((resolve) => {
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}
