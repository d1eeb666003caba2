import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JobDetails } from '../../../../generated/ray-jobs/types.ts';
import type { RunEvent } from '../../../logging/run-event.ts';
import { backendPart } from '../../../ray/bundle/backend-part.ts';
import { readBundle } from '../../../ray/bundle/saved-bundle.ts';
import { RunOutcome } from '../../../ray/follow/run-outcome.ts';
import { type Decoded, FrameDecoder } from '../../../ray/frames/decode-frames.ts';
import { BACKEND_PART, RUN_FILE, type RunFile } from '../../../ray/run-file.ts';
import { environmentOf, passOn, type StageWork } from './stage-work.ts';

/**
 * Starts Node in a group of its own, passes SIGTERM on, and kills it when the driver is gone: then its end of the pipe is closed. What the action has left
 * running goes with it.
 */
const KEEPER = `exec 3<&0
node --enable-source-maps main.mjs </dev/null 3<&- &
child=$!
(cat <&3; kill -KILL 0) >/dev/null 2>&1 &
trap 'kill -TERM $child' TERM
while :; do wait $child; code=$?; kill -0 $child 2>/dev/null || break; done
exit $code`;

/** Runs an action in a process beside the driver: the bundle is that of a job, and reports as a job does, into a pipe. */
export async function runBeside(work: StageWork): Promise<unknown> {
  const { hooks, folder } = work;
  const place = join(folder, 'running', hooks.key);
  const nonce = randomBytes(16).toString('hex');
  await unpack(work, place, nonce);
  const child = spawn('sh', ['-c', KEEPER], { cwd: place, env: withoutRay(), detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => {}); // it ended first
  const cancel = (): void => void child.kill('SIGTERM');
  hooks.signal.addEventListener('abort', cancel, { once: true });
  const outcome = new RunOutcome(hooks.key);
  const frames = new FrameDecoder(nonce);
  const take = (found: readonly Decoded[]): void => {
    for (const one of found) {
      const item = one.kind === 'value' ? ({ kind: 'event', event: one.value as RunEvent } as const) : one;
      outcome.add(item);
      passOn(work, item);
    }
  };
  child.stdout.on('data', (bytes: Uint8Array) => take(frames.push(bytes)));
  try {
    const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
    void once(child, 'exit').then(() => endFamily(child.pid)); // or who holds its output keeps us waiting
    const [code, signal] = await closed;
    take(frames.end());
    return outcome.decide(asJob(code, signal));
  } finally {
    hooks.signal.removeEventListener('abort', cancel);
    rmSync(place, { recursive: true, force: true });
  }
}

async function unpack(work: StageWork, place: string, nonce: string): Promise<void> {
  const { stage, params, hooks, folder, stopSeconds } = work;
  const { files, manifest } = readBundle(readFileSync(join(folder, stage.bundle)));
  const { plugin, name: action, contractHash } = stage.spec;
  const run: RunFile = {
    protocol: 1,
    nonce,
    plugin,
    action,
    contractHash,
    jobId: hooks.key,
    params,
    env: environmentOf(work),
    graceMs: Math.max(500, (stopSeconds - 1) * 1000),
  };
  rmSync(place, { recursive: true, force: true });
  const own = { [RUN_FILE]: JSON.stringify(run), [BACKEND_PART]: await backendPart() };
  for (const [path, content] of Object.entries({ ...files, ...own })) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), content);
  }
  for (const path of manifest.executables ?? []) chmodSync(join(place, path), 0o755);
}

/** The cluster's token is not for the author's code. */
function withoutRay(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('RAY_AUTH_TOKEN')));
}

function endFamily(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // nobody is left
  }
}

/** How its process ended, in the words of a job. */
function asJob(code: number | null, signal: NodeJS.Signals | null): JobDetails {
  const status = code === 0 ? 'SUCCEEDED' : 'FAILED';
  const message = signal === null ? `its process ended with exit code ${code}` : `its process was killed by ${signal}`;
  return { type: 'SUBMISSION', entrypoint: '', status, message, driver_exit_code: code } as unknown as JobDetails;
}
