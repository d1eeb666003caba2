import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TOOLKIT } from './make-plugin.ts';

export interface ServedBackend {
  readonly url: string;
  readonly process: ChildProcess;
  /** Until it has ended; true where it did what the signal asks for in its own way. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** `actionsmith backend serve` in a process of its own. */
export function serveBackend(data: string, args: readonly string[] = [], port = 0): Promise<ServedBackend> {
  return serveCommand('backend', data, args, port);
}

/** `actionsmith pipelines serve` in a process of its own. */
export function servePipelines(data: string, args: readonly string[] = [], port = 0): Promise<ServedBackend> {
  return serveCommand('pipelines', data, args, port);
}

async function serveCommand(what: string, data: string, args: readonly string[], port: number): Promise<ServedBackend> {
  const command = [join(TOOLKIT, 'dist/cli.js'), what, 'serve', '--json', '--data', data, '--port', String(port), ...args];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end); // whoever started it may fail before it comes to stop it
  void ended.then(() => process.off('exit', end));
  const first = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>,
    ended.then(([code]) => Promise.reject(new Error(`the server ended with ${code}`))),
  ]);
  const { url } = JSON.parse(first[0]) as { url: string };
  return {
    url,
    process: child,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      return (await ended)[0];
    },
  };
}
