import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openHttpBackend } from 'actionsmith/backend';
import { expect, onTestFinished, test } from 'vitest';
import { generate } from '../../../generator/index.ts';
import { startFaultyBackend } from '../../support/faulty-backend.ts';
import { makeFolder, makePlugin, TOOLKIT } from '../../support/make-plugin.ts';
import { runCli } from '../../support/run-cli.ts';
import { serveBackend } from '../../support/serve-backend.ts';
import { createDataset } from '../../support/train-dataset.ts';

test('a download that was killed leaves no dataset, and the next run fetches only what is missing', async () => {
  const folder = makeFolder();
  const served = await serveBackend(join(folder, 'backend'));
  const client = openHttpBackend({ url: served.url });
  onTestFinished(async () => {
    await client.close();
    await served.stop();
  });
  const names = Array.from({ length: 40 }, (_, at) => `${at}.jpg`);
  const dataset = await createDataset(
    client,
    folder,
    names.map((path) => ({ path, bytes: `picture ${path}`, category: 'train' })),
  );
  const plugin = makePlugin({
    'config.yaml': 'name: Cats\ncode: cats\nactions:\n  dataset: { name: Dataset, params: { $ref: "actionsmith:dataset.params" } }\n',
  });
  await generate({ plugin });
  let fetched = 0;
  const run: { kill?: () => void } = {};
  const proxy = await startFaultyBackend(served.url, (_, path) => {
    if (!/\/files\//.test(path)) return 'pass';
    fetched += 1;
    if (fetched <= 25 || run.kill === undefined) return 'pass';
    run.kill();
    return 'hang';
  });
  const env = { ...process.env, ACTIONSMITH_BACKEND_URL: proxy, XDG_CACHE_HOME: join(folder, 'cache') };
  const words = ['run', 'dataset', '--plugin', plugin, '--dataset', String(dataset), '--json'];
  const child = spawn(process.execPath, [join(TOOLKIT, 'dist/cli.js'), ...words], { env, stdio: 'ignore' });
  run.kill = () => void child.kill('SIGKILL');
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  delete run.kill;
  const datasets = join(folder, 'cache/actionsmith/datasets');
  const [root = ''] = readdirSync(datasets).filter((name) => !name.endsWith('.lock'));
  expect(readdirSync(join(datasets, root))).toEqual(['dm_v2.part']);

  fetched = 0;
  const again = await runCli(words, { env });
  expect(again.code, again.stderr).toBe(0);
  const { path, count } = JSON.parse(again.stdout) as { readonly path: string; readonly count: number };
  expect(count).toBe(40);
  expect(readdirSync(join(path, 'train/original_files')).toSorted()).toEqual(names.toSorted());
  expect(fetched).toBeGreaterThan(0);
  expect(fetched).toBeLessThan(40);
}, 120_000);
