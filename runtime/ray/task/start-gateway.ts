import { randomBytes } from 'node:crypto';
import { RayError } from '../../errors/ray-error.ts';
import { RunTimedOut } from '../../errors/run-timed-out.ts';
import { withinSeconds } from '../../timing/within-seconds.ts';
import { explainStatus, firstSentence } from '../diagnose/explain-status.ts';
import { FrameDecoder } from '../frames/decode-frames.ts';
import { followLog } from '../follow/follow-log.ts';
import { JobWatch } from '../follow/job-watch.ts';
import type { RayJobsClient } from '../jobs-client.ts';
import type { ZipEntries } from '../bundle/zip-files.ts';
import type { RuntimeEnv } from '../runtime-env.ts';
import { withStopTime } from '../submit-run.ts';
import { GatewayHttp, type GatewayPlace, whyNoGateway } from './gateway-http.ts';
import { hashToken, packageGateway } from './gateway-package.ts';

const ENTRYPOINT = 'exec sh start-gateway.sh';
const TAIL_LINES = 10;
/** Python packages may have to be installed first. */
const START_SECONDS = 120;
const LATE = 'the gateway has not started in time';

export interface GatewayOptions {
  /** The plugin's code: the job's name says whose gateway it is. */
  readonly plugin: string;
  readonly runtimeEnv: RuntimeEnv;
  /** Wheels that the runtime_env names. */
  readonly files: ZipEntries;
  readonly stopSeconds: number;
  /** How long an actor may take to start. */
  readonly startSeconds: number;
  /** After how long without its client the gateway ends. */
  readonly leaseSeconds: number;
  /** After how long without a run the gateway ends. */
  readonly idleSeconds: number;
  /** On the head node; 0 is any free one. */
  readonly port: number;
  /** Where this machine reaches it, if not at the dashboard's host or the head node's address. */
  readonly url: string | undefined;
  /** For https: as of the dashboard. */
  readonly verify: boolean | string | undefined;
  /** Of its job, so that it is found again. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export interface StartedGateway {
  readonly jobId: string;
  readonly http: GatewayHttp;
}

/**
 * Submits the job that owns the actors, and finds out where it listens: it says so in its log. The token is made here and stays here; the job only knows
 * its hash. Throws RayError GATEWAY_FAILED with the job's last words, GATEWAY_UNREACHABLE, and what a submit throws.
 */
export async function startGateway(client: RayJobsClient, options: GatewayOptions): Promise<StartedGateway> {
  const { plugin, startSeconds, leaseSeconds, idleSeconds, port, stopSeconds, runtimeEnv, files } = options;
  const token = randomBytes(32).toString('hex');
  const nonce = randomBytes(16).toString('hex');
  const settings = { nonce, tokenHash: hashToken(token), port, startSeconds, leaseSeconds, idleSeconds };
  const workingDir = await client.upload(await packageGateway(settings, files));
  const jobId = await client.submit({
    entrypoint: ENTRYPOINT,
    submission_id: `${plugin.replaceAll(/[^A-Za-z0-9_.-]/g, '-').slice(0, 80)}-tasks-${randomBytes(6).toString('hex')}`,
    metadata: { job_name: `${plugin}/tasks`, ...options.metadata },
    runtime_env: { ...runtimeEnv, env_vars: withStopTime(runtimeEnv, stopSeconds), working_dir: workingDir },
  });
  try {
    const { host, port } = await withinSeconds(START_SECONDS, LATE, (signal) => untilListening(client, jobId, nonce, signal));
    return { jobId, http: new GatewayHttp(await findPlace(client, jobId, { host, port, token, options }), token) };
  } catch (error) {
    const told = isLate(error) ? await explainLate(client, jobId) : error;
    await client.stop(jobId).catch(() => {});
    throw told;
  }
}

function isLate(error: unknown): boolean {
  return error instanceof RunTimedOut && error.message === LATE;
}

/** Whatever it waits for, Ray knows it best. */
async function explainLate(client: RayJobsClient, id: string): Promise<RayError> {
  const job = await client.get(id).catch(() => undefined);
  const reason = job && (await explainStatus(client, id, job).catch(() => undefined));
  const state = job === undefined ? 'the cluster does not answer' : `it is ${job.status}${reason === undefined ? '' : `: ${reason}`}`;
  return new RayError(`the gateway of task mode, job ${id}, has not started within ${START_SECONDS} s; ${state}`, {
    code: 'GATEWAY_FAILED',
  });
}

interface Listening {
  readonly host: string;
  readonly port: number;
}

async function untilListening(client: RayJobsClient, id: string, nonce: string, signal?: AbortSignal): Promise<Listening> {
  const left = new AbortController();
  const either = signal ? AbortSignal.any([signal, left.signal]) : left.signal;
  const watch = new JobWatch(client, id, { signal: either });
  const decoder = new FrameDecoder(nonce);
  const log = followLog(client, id, watch, { signal: either });
  let said = Buffer.alloc(0);
  try {
    for (;;) {
      const next = await log.next();
      if (next.done) throw failed(id, firstSentence(next.value), said);
      for (const found of decoder.push(next.value)) {
        if (found.kind === 'value' && isListening(found.value)) return found.value;
        if (found.kind === 'output') said = Buffer.concat([said, found.bytes]).subarray(-4_000);
      }
    }
  } finally {
    left.abort();
  }
}

function isListening(value: unknown): value is Listening {
  return (
    typeof value === 'object' &&
    value !== null &&
    'host' in value &&
    typeof value.host === 'string' &&
    'port' in value &&
    typeof value.port === 'number'
  );
}

function failed(id: string, sentence: string, said: Buffer): RayError {
  const tail = said.toString('utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  return new RayError(`the gateway of task mode, job ${id}, did not start: ${sentence}\n${tail}`.trimEnd(), { code: 'GATEWAY_FAILED' });
}

interface Where extends Listening {
  readonly token: string;
  readonly options: Pick<GatewayOptions, 'url' | 'verify'>;
}

/** The first of the addresses where our gateway answers: the head node is mostly reached as the dashboard is. */
async function findPlace(client: RayJobsClient, id: string, { host, port, token, options }: Where): Promise<GatewayPlace> {
  const { url: given, verify } = options;
  const dashboard = new URL(client.address).hostname;
  const urls = given === undefined ? [...new Set([dashboard, host])].map((name) => `http://${name}:${port}`) : [given.replace(/\/+$/, '')];
  const refusals = await Promise.all(urls.map((url) => whyNoGateway({ url, verify }, token)));
  const found = urls.find((_, index) => refusals[index] === undefined);
  if (found !== undefined) return { url: found, verify };
  const tried = urls.map((url, index) => `${url} (${refusals[index]})`);
  throw new RayError(
    `the gateway of task mode, job ${id}, runs, and this machine cannot reach it at ${tried.join(' or ')}. Three ways out: ` +
      `open one port of the head node and give it as gatewayPort; ` +
      `forward port ${port} (kubectl port-forward, ssh -L) and give its end here as gatewayUrl, with gatewayPort so that it stays the same; ` +
      'or run the action as a job, which needs the dashboard only: mode job',
    { code: 'GATEWAY_UNREACHABLE', details: { urls, port } },
  );
}
