import { FileCheckpointStore } from 'actionsmith';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'actionsmith-test-'));
  path = join(folder, 'runs/1/checkpoints.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const steps = { steps: ['load', 'train', 'upload'] };
const load = { step: 'load', status: 'finished', attempts: 1, output: { rows: 3, note: 'line\nend \u2028 "quoted"' } } as const;
const train = { step: 'train', status: 'skipped', attempts: 0 } as const;

test('what one store saved, another one of the same file loads, oldest first', async () => {
  const store = new FileCheckpointStore(path);
  expect(await store.load(steps)).toEqual([]);
  await store.save(load);
  await store.save(train);
  expect(await new FileCheckpointStore(path).load(steps)).toEqual([load, train]);
});

test('what was forgotten is gone, until it is saved again', async () => {
  const store = new FileCheckpointStore(path);
  await store.save(load);
  await store.save(train);
  await store.forget('load');
  expect(await store.load()).toEqual([train]);
  await store.save(load);
  expect(await store.load()).toEqual([train, load]);
});

test('the file only grows, one line an event, and is for its owner alone', async () => {
  const store = new FileCheckpointStore(path);
  await store.load(steps);
  await store.save(load);
  await store.forget('load');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { change: string }).change)).toEqual(['opened', 'saved', 'forgotten']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('wherever the last line breaks off, what was saved before is there, and so is what is saved after', async () => {
  const store = new FileCheckpointStore(path);
  await store.save(load);
  const whole = statSync(path).size;
  await store.save(train);
  const all = statSync(path).size;
  const text = readFileSync(path);
  for (let size = whole; size < all; size++) {
    writeFileSync(path, text);
    truncateSync(path, size);
    const found = new FileCheckpointStore(path);
    expect(await found.load()).toEqual([load]);
    await found.save(train);
    expect(await found.load()).toEqual([load, train]);
  }
});

test('a broken line longer than what is read at once is cut off too', async () => {
  const store = new FileCheckpointStore(path);
  await store.save(load);
  appendFileSync(path, 'x'.repeat(20_000));
  await store.save(train);
  expect(await store.load()).toEqual([load, train]);
});

test('saves that nobody waits for keep their order', async () => {
  const store = new FileCheckpointStore(path);
  await Promise.all([store.save(load), store.save(train), store.forget('load')]);
  expect(await store.load()).toEqual([train]);
});

test('checkpoints of other steps, in another order, or of another contract, are refused', async () => {
  const store = new FileCheckpointStore(path);
  await store.load({ ...steps, contractHash: 'abc' });
  await store.save(load);
  await expect(store.load({ steps: ['load', 'upload', 'train'] })).rejects.toMatchObject({
    code: 'CHECKPOINTS_MISMATCH',
    message:
      'the checkpoints are of another workflow: they were saved by the steps load, train, upload, and this run has load, upload, train. Start a new run instead',
  });
  await expect(store.load({ ...steps, contractHash: 'def' })).rejects.toThrow(
    'they were saved under contract abc, and this run has contract def',
  );
  expect(await store.load({ ...steps, contractHash: 'abc' })).toEqual([load]);
});

test('a file of something else is refused with the line', async () => {
  const store = new FileCheckpointStore(path);
  await store.save(load);
  appendFileSync(path, '{"hello":1}\n');
  await expect(store.load()).rejects.toMatchObject({
    code: 'CHECKPOINTS_UNREADABLE',
    message: `the checkpoints cannot be read: ${path}:2: this is no checkpoint`,
  });
});

test('a place that cannot be read or written is said in one sentence', async () => {
  const store = new FileCheckpointStore(folder);
  await expect(store.load()).rejects.toThrow(`the checkpoints cannot be read: ${folder}: it is a folder`);
  await expect(store.save(load)).rejects.toMatchObject({
    code: 'CHECKPOINTS_NOT_WRITTEN',
    message: `the checkpoints cannot be written to ${folder}: it is a folder`,
  });
});
