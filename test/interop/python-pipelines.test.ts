import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { ensureSynapse } from '../support/ensure-synapse.ts';
import { TOOLKIT } from '../support/make-plugin.ts';
import { type ServedBackend, servePipelines } from '../support/serve-backend.ts';

const folder = new TemporaryFolder();
let server: ServedBackend;
let seen: Record<string, unknown>;

beforeAll(async () => {
  const python = ensureSynapse(TOOLKIT);
  if (python === undefined) throw new Error('this lane needs a Python of at least 3.12: python3.12, or one of pyenv');
  server = await servePipelines(join(folder.path, 'data'));
  const env = { ...process.env, TMPDIR: folder.path, HOME: folder.path, PYTHONDONTWRITEBYTECODE: '1' };
  const { stdout } = await promisify(execFile)(python, [join(TOOLKIT, 'test/interop/pipelines.py'), server.url], { env });
  seen = JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, unknown>;
});

afterAll(async () => {
  await server?.stop();
  folder.remove();
});

test('a pipeline is made, read and listed, and a run begun', () => {
  expect(seen).toMatchObject({
    healthy: true,
    pipeline: [
      { name: 'download', entrypoint: 'plugin.Download' },
      { name: 'process', entrypoint: 'plugin.Process' },
    ],
    listed: ['nightly'],
    run: { status: 'pending', params: { dataset: 123 }, work_dir: '/tmp/work', result: null, error: null },
  });
});

test('checkpoints are kept, and what is not there is none', () => {
  expect(seen).toMatchObject({
    none: null,
    checkpoint: { dataset: 123, path: '/data' },
    by_action: { path: '/data' },
    missing: null,
    checkpoints: 1,
  });
});

test('logs are read, and the run ends with its result', () => {
  expect(seen).toMatchObject({ logs: ['one'], ended: { status: 'completed', result: { rows: 3 } }, completed: [true] });
});

test('every report is an event of the stream, the last one ends it', () => {
  expect(seen).toMatchObject({
    events: ['progress', 'progress', 'progress', 'completed'],
    stream: { run_id: true, status: 'completed', overall_progress: 100 },
  });
});

test('what is removed is gone', () => {
  expect(seen['left']).toEqual([0, 0]);
});
