import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RayError } from '../errors/ray-error.ts';
import { findFreePorts } from './free-ports.ts';
import { RayJobsClient } from './jobs-client.ts';
import { ensureRayVenv, type RayVenv } from './ray-venv.ts';

const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 20_000;

export interface LocalClusterOptions {
  /** A folder whose `.venv` holds Ray; it is made when it is missing. */
  readonly folder: string;
  /** CPUs that Ray may hand out; default 4. They are tickets, not cores: a job of the tests needs none. */
  readonly numCpus?: number;
  readonly onProgress?: (sentence: string) => void;
}

export interface LocalCluster {
  readonly dashboardUrl: string;
  readonly venv: RayVenv;
  /** `host:port` for `ray` commands. */
  readonly gcsAddress: string;
  /** The process that holds all of Ray's processes. */
  readonly pid: number;
  /** Ends exactly what was started and removes its files. May be called twice. */
  stop(): Promise<void>;
}

/**
 * One real Ray on this machine, on free ports of 127.0.0.1, for tests and the demo.
 * Throws RayError CLUSTER_START_FAILED with Ray's own last words.
 */
export async function startLocalCluster(options: LocalClusterOptions): Promise<LocalCluster> {
  const venv = await ensureRayVenv(options.folder, options);
  const tempDir = mkdtempSync(join(tmpdir(), 'asr-')); // short: Ray keeps Unix sockets below it, and their paths may have 107 characters
  const ports = await findFreePorts(7);
  const head = startHead(venv, tempDir, ports, options.numCpus ?? 4);
  const dashboardUrl = `http://127.0.0.1:${ports[1]}`;
  const onExit = (): void => abandon(head.child, tempDir); // whatever ends this process, nothing of Ray stays behind
  process.once('exit', onExit);
  const stop = once(() => stopHead(head.child, tempDir).finally(() => process.off('exit', onExit)));
  try {
    await untilReady(dashboardUrl, head);
  } catch (error) {
    await stop();
    throw error;
  }
  return { dashboardUrl, venv, gcsAddress: `127.0.0.1:${ports[0]}`, pid: head.child.pid ?? -1, stop };
}

interface Head {
  readonly child: ChildProcess;
  said(): string;
}

function startHead(venv: RayVenv, tempDir: string, ports: readonly number[], numCpus: number): Head {
  const [port, dashboard, agent, agentGrpc, runtimeEnv, metrics, client] = ports;
  const args = ['start', '--head', '--block', '--disable-usage-stats', '--include-dashboard', 'true', '--node-ip-address', '127.0.0.1'];
  args.push('--dashboard-host', '127.0.0.1', '--num-cpus', String(numCpus), '--temp-dir', tempDir, '--object-store-memory', '100000000');
  args.push('--port', `${port}`, '--dashboard-port', `${dashboard}`, '--dashboard-agent-listen-port', `${agent}`);
  args.push('--dashboard-agent-grpc-port', `${agentGrpc}`, '--runtime-env-agent-port', `${runtimeEnv}`);
  args.push('--metrics-export-port', `${metrics}`, '--ray-client-server-port', `${client}`);
  const child = spawn(venv.ray, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: environment(venv) });
  let said = '';
  const listen = (chunk: Buffer): void => void (said = (said + chunk.toString()).slice(-4000));
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  child.on('error', (error) => void (said += error.message));
  return { child, said: () => said };
}

/** Jobs find the Node that runs us; Ray's own switches of the caller stay out, so that a cluster elsewhere is never touched. */
function environment(venv: RayVenv): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('RAY_'));
  const path = [venv.bin, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  return { ...Object.fromEntries(own), PATH: path, RAY_AUTH_MODE: 'disabled' };
}

async function untilReady(dashboardUrl: string, head: Head): Promise<void> {
  const client = new RayJobsClient({ address: dashboardUrl, retries: 0, timeoutMs: 5_000 });
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (head.child.exitCode !== null || head.child.pid === undefined) throw notStarted('it ended at once', head);
    if (Date.now() > deadline) throw notStarted(`its dashboard did not answer within ${START_TIMEOUT_MS / 1000} s`, head);
    try {
      await client.version();
      return;
    } catch {
      await sleep(200);
    }
  }
}

function notStarted(why: string, head: Head): RayError {
  return new RayError(`Ray could not be started: ${why}\n${head.said().trim()}`, { code: 'CLUSTER_START_FAILED' });
}

async function stopHead(child: ChildProcess, tempDir: string): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('close', () => resolve());
  });
  child.kill('SIGTERM'); // `ray start --block` passes it on to every process of its own and waits for them
  await Promise.race([ended, sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]);
  abandon(child, tempDir);
}

function abandon(child: ChildProcess, tempDir: string): void {
  killGroup(child, 'SIGKILL');
  rmSync(tempDir, { recursive: true, force: true, maxRetries: 5 });
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // nobody left in the group
  }
}

function once<T>(action: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= action());
}
