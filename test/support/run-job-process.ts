import { unzipSync } from 'fflate';
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadPlugin } from '../../runtime/discovery/load-plugin.ts';
import type { CheckpointEvent, RunEvent } from '../../runtime/logging/run-event.ts';
import { collectBundle } from '../../runtime/ray/bundle/bundle-plugin.ts';
import { packageRun } from '../../runtime/ray/bundle/saved-bundle.ts';
import { FrameDecoder } from '../../runtime/ray/frames/decode-frames.ts';
import { makeFolder } from './make-plugin.ts';

const NONCE = '0123456789abcdef0123456789abcdef';

export interface JobProcess {
  readonly code: number | null;
  readonly events: readonly RunEvent[];
  /** Results and failures. */
  readonly ends: readonly RunEvent[];
  /** All that it printed, records included. */
  readonly output: string;
}

export interface JobProcessOptions {
  readonly params?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  /** Of the job that it resumes: those of its events. */
  readonly checkpoints?: readonly CheckpointEvent[];
  /** Text that it prints on stderr, in this order → the signal that it then gets. */
  readonly signals?: Readonly<Record<string, NodeJS.Signals>>;
}

/** The process that a cluster would start for the action, without the cluster. */
export async function runJobProcess(
  plugin: string,
  action: string,
  { params = {}, env = {}, checkpoints = [], signals = {} }: JobProcessOptions,
): Promise<JobProcess> {
  const spec = (await loadPlugin(plugin)).registry.get(action);
  const { plugin: code, contractHash } = spec;
  const own = { protocol: 1, nonce: NONCE, plugin: code, action, contractHash, jobId: 'job-1', graceMs: 29_000 } as const;
  const run = { ...own, params, env, checkpoints };
  const folder = makeFolder();
  for (const [path, bytes] of Object.entries(unzipSync(await packageRun(await collectBundle(plugin, spec), run)))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(folder, path), bytes);
  }
  const child = spawn(process.execPath, ['--enable-source-maps', 'main.mjs'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const decoder = new FrameDecoder(NONCE);
  const events: RunEvent[] = [];
  let output = '';
  const left = Object.entries(signals);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    output += text;
    while (left[0] !== undefined && stderr.includes(left[0][0])) child.kill(left.shift()![1]);
  });
  child.stdout.on('data', (bytes: Buffer) => {
    output += bytes.toString();
    for (const item of decoder.push(bytes)) if (item.kind === 'value') events.push(item.value as RunEvent);
  });
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code: exitCode, events, ends: events.filter(({ type }) => type === 'result' || type === 'failed'), output };
}
