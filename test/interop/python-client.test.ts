import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openHttpBackend } from 'actionsmith/backend';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { ensureSynapse } from '../support/ensure-synapse.ts';
import { TOOLKIT } from '../support/make-plugin.ts';
import { type ServedBackend, serveBackend } from '../support/serve-backend.ts';

const folder = new TemporaryFolder();
const archive = randomBytes(3 * 1024 * 1024 + 17);
const md5 = createHash('md5').update(archive).digest('hex');
const CAT = createHash('sha1').update('a cat').digest('hex');
const NOTHING = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';
let server: ServedBackend;
let seen: Record<string, unknown>;

beforeAll(async () => {
  const python = ensureSynapse(TOOLKIT);
  if (python === undefined) throw new Error('this lane needs a Python of at least 3.12: python3.12, or one of pyenv');
  const files = join(folder.path, 'files');
  mkdirSync(files, { recursive: true });
  writeFileSync(join(files, 'model.zip'), archive);
  writeFileSync(join(files, 'empty.bin'), '');
  writeFileSync(join(files, 'cat.txt'), 'a cat');
  writeFileSync(join(files, 'plot.png'), Buffer.from('iVBORw0KGgo=', 'base64'));
  server = await serveBackend(join(folder.path, 'data'), ['--token', 'token-for-interop']);
  const ours = openHttpBackend({ url: server.url, accessToken: 'token-for-interop', tenant: 'acme' });
  await ours.storages.create({ name: 'local', category: 'internal', provider: 'file_system', configuration: { root: '/data' } });
  await ours.dataCollections.create({ name: 'cats', file_specifications: [{ name: 'image', is_required: true }] });
  await ours.projects.create({ name: 'Cats', data_collection: 1 });
  await ours.close();
  const env = { ...process.env, TMPDIR: folder.path, HOME: folder.path, PYTHONDONTWRITEBYTECODE: '1' };
  const script = join(TOOLKIT, 'test/interop/client.py');
  const { stdout } = await promisify(execFile)(python, [script, server.url, 'token-for-interop', 'acme', files], { env });
  seen = JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, unknown>;
});

afterAll(async () => {
  await server?.stop();
  folder.remove();
});

test('a model goes up in chunks, and comes back whole', () => {
  expect(seen).toMatchObject({
    offsets: [1_048_576, 2_097_152, 3_145_728, 3_145_745],
    state: { offset: 3_145_745, status: 2 },
    chunked: md5,
    file: md5,
    model: { name: 'best', plugin: 'fruit', version: '1.0.0', configuration: { epochs: 3 } },
    models: 1,
    empty: 0,
  });
});

test('a job is patched, and read as it was patched', () => {
  expect(seen).toMatchObject({
    job: {
      status: 'RUNNING',
      progress_record: { record: { steps: { train: { percent: 50 } } }, current_progress: { overall: 50, step: 'train', percent: 50 } },
      metrics_record: { record: { steps: { train: { loss: 0.5 } } } },
    },
    running: 1,
  });
});

test('logs are posted, listed and followed', () => {
  const lines = ['started', 'epoch {"epoch":0}', 'epoch {"epoch":1}', 'epoch {"epoch":2}', 'visualization {"group":"g"}'];
  expect(seen).toMatchObject({
    console: lines,
    tail: ['connected', 'log', 'log', 'log', 'log', 'log', 'complete'],
    inner: { type: 'log', message: 'started\n' },
  });
});

test("the package's own logger tells how its job goes", () => {
  expect(seen['logger']).toEqual({ overall: 100, loss: 0.2, lines: ['epoch 1', 'epoch 2', 'epoch 3', 'epoch 4', 'epoch 5'] });
});

test('storages, projects and collections are read', () => {
  expect(seen).toMatchObject({
    storage: { name: 'local', category: 'internal', provider: 'file_system', configuration: { root: '/data' } },
    internal: 1,
    project: 'Cats',
    collection: ['image'],
  });
});

test('data files come as a form, in chunks, and by presigned addresses; units hold them', () => {
  expect(seen).toMatchObject({
    data_file: CAT,
    data_file_chunked: CAT,
    verified: true,
    bulk: [2, 0, expect.arrayContaining([CAT, NOTHING])],
    units: [1, 2, 3],
    unit_files: ['a cat', 'a cat', 'a cat'],
  });
});

test('tasks are made, annotated, tagged and listed; assignments too', () => {
  expect(seen).toMatchObject({
    task: [['data', 'data_unit', 'id'], { classes: ['cat'] }, ['image']],
    tasks: [3, [1, 2, 3]],
    tagged: 2,
    task_data: { id: 1, data: { classes: ['cat'] } },
    task_files: ['image', CAT],
    assignments: { classes: ['cat'] },
  });
});

test('ground truths of a version are listed page by page, with their files', () => {
  const rows = [1, 2, 3, 4].map((number) => [number, 'a cat']);
  expect(seen).toMatchObject({ version: 'v1', events: [4, rows] });
});

test('releases and serve applications are made and found', () => {
  expect(seen).toMatchObject({ release: ['fruit', { name: 'Fruit' }, ['torch', 'numpy'], 1], serve: 1 });
});

test('what is refused is the error of its kind there', () => {
  expect(seen['failures']).toEqual(['AuthenticationError', 'NotFoundError', 'ValidationError']);
});
