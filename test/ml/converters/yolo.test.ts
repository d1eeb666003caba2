/** Converted datasets, looked at by Ultralytics: its check of the config, and of every image with its labels. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getConverter } from 'actionsmith/converters';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { writeDmDataset } from '../../support/dm-dataset.ts';
import { ensureMl } from '../../support/ensure-ml.ts';
import { TOOLKIT } from '../../support/make-plugin.ts';

const folder = new TemporaryFolder();
const dataset = join(folder.path, 'dm');
let python: string;

beforeAll(async () => {
  python = ensureMl();
  await writeDmDataset(dataset);
});
afterAll(() => folder.remove());

const CLEAN = { missing: 0, corrupt: 0, messages: [] };

test.each([
  [
    'detect',
    { ...CLEAN, found: 2, empty: 0, objects: 4, segments: 0, keypoints: null },
    { ...CLEAN, found: 2, empty: 1, objects: 1, segments: 0, keypoints: null },
  ],
  [
    'segment',
    { ...CLEAN, found: 2, empty: 0, objects: 4, segments: 4, keypoints: null },
    { ...CLEAN, found: 2, empty: 1, objects: 1, segments: 1, keypoints: null },
  ],
  [
    'pose',
    { ...CLEAN, found: 2, empty: 0, objects: 4, segments: 0, keypoints: [17, 3] },
    { ...CLEAN, found: 2, empty: 1, objects: 1, segments: 0, keypoints: [17, 3] },
  ],
] as const)('Ultralytics finds nothing wrong with labels to %s, and every object', async (task, train, val) => {
  const out = join(folder.path, task);
  const { config } = await getConverter('dm_v2', 'yolo', { task }).convertFolder(dataset, out).report();
  const script = join(TOOLKIT, 'test/ml/converters/check_yolo.py');
  const env = { ...process.env, YOLO_CONFIG_DIR: join(folder.path, 'settings') };
  const stdout = execFileSync(python, [script, config!, task], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });
  expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toEqual({ names: { 0: 'cat', 1: 'dog', 2: 'person' }, train, val });
});
