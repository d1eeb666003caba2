import { connect } from 'node:net';
import { pause } from '../../timing/backoff.ts';
import { isRayError } from '../is-ray-error.ts';
import { type Finding, ok, warning } from './finding.ts';
import type { ProbeJobs } from './probe-job.ts';

const CONNECT_MS = 3_000;
const LISTENING = /^actionsmith-listens (\S+) (\d+)$/m;
/** Listens on a free port for some seconds, and says goodbye to whoever comes. */
const LISTENER = [
  'import socket',
  's = socket.create_server(("0.0.0.0", 0))',
  's.settimeout(10)',
  'd = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)',
  'd.connect(("192.0.2.1", 9))', // sends nothing: the system only says by which of its addresses it would
  'print("actionsmith-listens", d.getsockname()[0], s.getsockname()[1], flush=True)',
  's.accept()',
].join('; ');

/** Whether a port that a job opens on the head can be reached from here, as task mode needs it. */
export async function checkGateway(probes: ProbeJobs, address: string, signal: AbortSignal): Promise<Finding> {
  const entrypoint = `exec $(command -v python3 || command -v python) -c '${LISTENER}'`;
  try {
    const probe = await probes.run({ entrypoint }, signal, (output) => LISTENING.test(output));
    const [, host, port] = ('output' in probe && LISTENING.exec(probe.output)) || [];
    if (host === undefined) return unknown('the job that opens one did not start');
    const hosts = [...new Set([new URL(address).hostname, host])];
    const reached = await Promise.all(hosts.map((name) => canConnect(name.replace(/^\[|\]$/g, ''), Number(port), signal)));
    const index = reached.indexOf(true);
    if (index !== -1) return ok('task mode', `a port that a job opens is reached at ${hosts[index]}`);
    return warning(
      'task mode',
      `a port that a job opens is reached neither at ${hosts.join(' nor at ')}: task mode has no way in`,
      'use job mode, run this client inside the cluster’s network, or forward a port to the gateway',
    );
  } catch (error) {
    if (isRayError(error) || signal.aborted) return unknown(error instanceof Error ? error.message : String(error));
    throw error;
  }
}

function unknown(why: string): Finding {
  return warning('task mode', `whether a job's port can be reached is unknown: ${why}`, 'use job mode, or try task mode');
}

async function canConnect(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  const socket = connect({ host, port });
  try {
    const connected = new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    return await Promise.race([connected, pause(CONNECT_MS, signal).then(() => false)]);
  } finally {
    socket.destroy();
  }
}
