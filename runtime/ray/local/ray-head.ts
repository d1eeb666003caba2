import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RayError } from '../../errors/ray-error.ts';
import { endProcesses, killProcesses } from '../../process/end-processes.ts';
import { type NamedProcess, processTree, sessionOf, stillAlive } from '../../process/process-tree.ts';
import { findFreePorts, isPortFree } from '../free-ports.ts';
import { RayJobsClient } from '../jobs-client.ts';
import type { RayVenv } from '../ray-venv.ts';

const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 20_000;
const HOST = '127.0.0.1';

export interface HeadOptions {
  /** CPUs that Ray may hand out; default 4. They are tickets, not cores: a small job needs none. */
  readonly numCpus?: number | undefined;
  /** GPUs that Ray may hand out, whether they are there or not; default none. */
  readonly numGpus?: number | undefined;
  /** Taken for the dashboard where it is free. */
  readonly dashboardPort?: number | undefined;
  /** Turns token authentication on: dashboard, GCS and workers take who has it alone. */
  readonly token?: string | undefined;
  /** PATH of the cluster's processes, after Ray's own commands; default: this Node, and the PATH of this process. */
  readonly path?: string | undefined;
}

/** A Ray that was started: plain data, so that another process can end it. */
export interface RayHead {
  readonly dashboardUrl: string;
  /** `host:port` for `ray` commands. */
  readonly gcsAddress: string;
  /** `ray://host:port` for Ray Client, in Python. */
  readonly clientAddress: string;
  /** `ray start --block`: it leads the session of all of Ray's processes, which outlive it where it is killed. */
  readonly process: NamedProcess;
  /** Ray's own files. */
  readonly tempDir: string;
}

/** Starts one Ray on free ports of 127.0.0.1 and waits until it answers and knows its machine. Throws RayError CLUSTER_START_FAILED with Ray's own last words. */
export async function startRayHead(venv: RayVenv, options: HeadOptions = {}): Promise<RayHead> {
  const tempDir = mkdtempSync(join(tmpdir(), 'asr-')); // short: Ray keeps Unix sockets below it, and their paths may have 107 characters
  const ports = await findFreePorts(7);
  const { dashboardPort } = options;
  if (dashboardPort !== undefined && (await isPortFree(dashboardPort))) ports[1] = dashboardPort;
  const log = join(tempDir, 'start.log');
  const started = await spawnHead(venv, tempDir, ports, log, options);
  const head = {
    dashboardUrl: `http://${HOST}:${ports[1]}`,
    gcsAddress: `${HOST}:${ports[0]}`,
    clientAddress: `ray://${HOST}:${ports[6]}`,
    process: started,
    tempDir,
  };
  const onExit = (): void => abandonRayHead(head); // nothing of a Ray that nobody knows stays behind
  process.once('exit', onExit);
  try {
    await untilReady(head, log, options.token);
    return head;
  } catch (error) {
    await endRayHead(head);
    throw error;
  } finally {
    process.off('exit', onExit);
  }
}

/** Ends all of Ray's processes, and those of its jobs, and removes its files. May be called again. */
export async function endRayHead(head: RayHead): Promise<void> {
  const all = sessionOf(head.process);
  const isLed = isHeadAlive(head);
  if (isLed) process.kill(head.process.pid, 'SIGTERM'); // it passes it on to every process of its own and waits for them
  await endProcesses(all, isLed ? STOP_TIMEOUT_MS : 0);
  removeFiles(head);
}

/** The same at once, for a process that exits. */
export function abandonRayHead(head: RayHead): void {
  killProcesses(sessionOf(head.process));
  removeFiles(head);
}

export function isHeadAlive(head: RayHead): boolean {
  return stillAlive([head.process]).length > 0;
}

function removeFiles({ tempDir }: RayHead): void {
  rmSync(tempDir, { recursive: true, force: true, maxRetries: 5 });
}

async function spawnHead(
  venv: RayVenv,
  tempDir: string,
  ports: readonly number[],
  log: string,
  options: HeadOptions,
): Promise<NamedProcess> {
  const [port, dashboard, agent, agentGrpc, runtimeEnv, metrics, client] = ports;
  const args = ['start', '--head', '--block', '--disable-usage-stats', '--include-dashboard', 'true', '--node-ip-address', HOST];
  args.push('--dashboard-host', HOST, '--num-cpus', String(options.numCpus ?? 4), '--temp-dir', tempDir);
  if (options.numGpus !== undefined) args.push('--num-gpus', String(options.numGpus));
  args.push('--object-store-memory', '100000000', '--port', `${port}`, '--dashboard-port', `${dashboard}`);
  args.push('--dashboard-agent-listen-port', `${agent}`, '--dashboard-agent-grpc-port', `${agentGrpc}`);
  args.push('--runtime-env-agent-port', `${runtimeEnv}`, '--metrics-export-port', `${metrics}`, '--ray-client-server-port', `${client}`);
  const output = openSync(log, 'a', 0o600);
  try {
    const child = spawn(venv.ray, args, { detached: true, stdio: ['ignore', output, output], env: environment(venv, options) });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    const pid = child.pid ?? 0;
    return processTree(pid)[0] ?? { pid, start: '' };
  } catch (error) {
    rmSync(tempDir, { recursive: true, force: true });
    throw notStarted(`${venv.ray} cannot be run: ${error instanceof Error ? error.message : String(error)}`, '');
  } finally {
    closeSync(output);
  }
}

/** A follower who hangs up keeps a place of the state API until the log grows again, and for good where its job has ended. Ray has 100, and this at most. */
const MOST_REQUESTS = { RAY_STATE_SERVER_MAX_HTTP_REQUEST: '1000' } as const;

/** Ray's own switches of the caller stay out, so that a cluster elsewhere is never touched. */
function environment(venv: RayVenv, { token, path }: HeadOptions): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('RAY_'));
  const after = path ?? [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  const auth = token === undefined ? { RAY_AUTH_MODE: 'disabled' } : { RAY_AUTH_MODE: 'token', RAY_AUTH_TOKEN: token };
  return { ...Object.fromEntries(own), PATH: [venv.bin, after].join(delimiter), ...MOST_REQUESTS, ...auth };
}

async function untilReady(head: RayHead, log: string, token: string | undefined): Promise<void> {
  const client = new RayJobsClient({ address: head.dashboardUrl, token: token ?? '', retries: 0, timeoutMs: 5_000 });
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (!isHeadAlive(head)) throw notStarted('it ended at once', lastWords(log));
    if (Date.now() > deadline) throw notStarted(`it was not ready within ${START_TIMEOUT_MS / 1000} s`, lastWords(log));
    try {
      if ((await client.state('nodes', { state: 'ALIVE' })).length > 0) return; // its dashboard may answer before the machine is registered
    } catch {
      // it does not listen yet
    }
    await sleep(200);
  }
}

function lastWords(log: string): string {
  return readFileSync(log, 'utf8').slice(-4000).trim();
}

function notStarted(why: string, said: string): RayError {
  return new RayError(`Ray could not be started: ${why}${said && `\n${said}`}`, { code: 'CLUSTER_START_FAILED' });
}
