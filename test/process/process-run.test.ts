import { unzipSync } from 'fflate';
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadPlugin } from '../../runtime/discovery/load-plugin.ts';
import { bundlePlugin } from '../../runtime/ray/bundle/bundle-plugin.ts';
import { packageRun } from '../../runtime/ray/bundle/saved-bundle.ts';
import { FrameDecoder } from '../../runtime/ray/frames/decode-frames.ts';
import type { RunEvent } from '../../runtime/logging/run-event.ts';
import { useEndingsPlugin } from '../support/endings-plugin.ts';
import { makeFolder } from '../support/make-plugin.ts';

const plugin = useEndingsPlugin();
const NONCE = '0123456789abcdef0123456789abcdef';

/** The process that a cluster would start for the action, without the cluster. */
async function runJob(action: string, how: string, signals: Readonly<Record<string, NodeJS.Signals>> = {}) {
  const spec = (await loadPlugin(plugin.folder)).registry.get(action);
  const { plugin: code, contractHash } = spec;
  const run = {
    protocol: 1,
    nonce: NONCE,
    plugin: code,
    action,
    contractHash,
    jobId: 'job-1',
    params: { how },
    env: {},
    graceMs: 29_000,
  } as const;
  const folder = makeFolder();
  for (const [path, bytes] of Object.entries(unzipSync(packageRun(await bundlePlugin(plugin.folder, spec), run)))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(folder, path), bytes);
  }
  const child = spawn(process.execPath, ['--enable-source-maps', 'main.mjs'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const decoder = new FrameDecoder(NONCE);
  const events: RunEvent[] = [];
  child.stdout.on('data', (bytes: Buffer) => {
    for (const item of decoder.push(bytes)) if (item.kind === 'value') events.push(item.value as RunEvent);
  });
  const left = Object.entries(signals);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    while (left[0] !== undefined && stderr.includes(left[0][0])) child.kill(left.shift()![1]);
  });
  const code_ = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code: code_, events, ends: events.filter(({ type }) => type === 'result' || type === 'failed') };
}

const NO_RESULT = 'the action ended without a result: it called process.exit, or waits for something that can no longer happen';

describe('a job fails, and says so once, like a run in the command’s own process', () => {
  test.each([
    ['exit', 'ENDED_EARLY', NO_RESULT],
    ['never', 'ENDED_EARLY', NO_RESULT],
    ['callback', 'EXECUTION_FAILED', 'the action failed: thrown in a callback'],
    ['rejection', 'EXECUTION_FAILED', 'the action failed: nobody awaits it'],
  ])('by %s', async (how, errorCode, message) => {
    const { code, ends } = await runJob('leave', how);
    expect(ends).toMatchObject([{ type: 'failed', error: { code: errorCode, message } }]);
    expect(code).toBe(1);
  });

  test('even after its result', async () => {
    const { code, ends } = await runJob('leave', 'late');
    expect(ends).toMatchObject([{ type: 'result', value: 'done' }, { type: 'failed' }]);
    expect(code).toBe(1);
  });

  test.each(['callback', 'never'])('after its steps were undone: %s', async (how) => {
    const { code, events, ends } = await runJob('workflow', how);
    expect(events.flatMap((event) => (event.type === 'step' ? [`${event.step} ${event.status}`] : []))).toEqual([
      'upload started',
      'upload finished',
      'wait started',
      'wait failed',
      'upload undone',
    ]);
    expect(ends).toMatchObject([{ type: 'failed', error: { name: 'ExecutionError', details: { step: 'wait' } } }]);
    expect(code).toBe(1);
  });

  test('by a signal, after its steps were undone', async () => {
    const { code, events, ends } = await runJob('workflow', 'stopped', { waiting: 'SIGTERM' });
    expect(events.at(-2)).toMatchObject({ type: 'step', step: 'upload', status: 'undone' });
    expect(ends).toMatchObject([{ type: 'failed', error: { name: 'RunCancelled', message: 'the run was cancelled in step "wait"' } }]);
    expect(code).toBe(1);
  });

  test('by a second signal at once, while its rollback hangs', async () => {
    const { code, ends } = await runJob('workflow', 'stuck', { waiting: 'SIGTERM', 'upload is undone': 'SIGTERM' });
    const message = 'the run was ended at once by SIGTERM; what it began may not be undone';
    expect(ends).toMatchObject([{ type: 'failed', error: { name: 'RunCancelled', message } }]);
    expect(code).toBe(143);
  });
});
