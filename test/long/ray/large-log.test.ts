import { createHash } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { RayActorExecutor } from '../../../runtime/executors/ray-actor-executor.ts';
import { followRun, type RunItem } from '../../../runtime/ray/follow/follow-run.ts';
import { freshId, testClient } from '../../ray/support/jobs.ts';
import { tinyFolder } from '../../ray/support/tiny.ts';

const BLOCKS = 1_600;
const BLOCK_BYTES = 65_536;
const MEBIBYTE = 1024 * 1024;

test('a log of 105 MB that is no text is followed byte for byte, in little memory', async () => {
  const client = testClient();
  const id = freshId('large');
  const print = `const b=Buffer.alloc(${BLOCK_BYTES});for(let i=0;i<${BLOCKS};i++){for(let j=0;j<b.length;j++)b[j]=(i*7+j*13)&255;require("fs").writeSync(1,b)}`;
  await client.submit({ entrypoint: `exec node -e '${print}'`, submission_id: id });
  const { found, grown } = await readAll(followRun(client, id));
  expect(found).toEqual(expected());
  expect(grown).toBeLessThan(150);
});

test('a task that prints as much is followed so too, and its output is there again afterwards', async () => {
  await using executor = new RayActorExecutor({ dashboardUrl: inject('rayDashboardUrl'), workingDir: tinyFolder, maxActors: 1 });
  const run = await executor.submit('blocks', { blocks: BLOCKS, bytes: BLOCK_BYTES });
  const { found, grown } = await readAll(run.follow());
  expect(found).toEqual(expected());
  expect(grown).toBeLessThan(150);
  expect(await run.result()).toBe(BLOCKS);
  expect((await readAll(run.follow())).found).toEqual(expected());
});

interface Read {
  readonly bytes: number;
  readonly sha256: string;
}

/** What is printed, and by how many MiB this process grew meanwhile. */
async function readAll(items: AsyncIterable<RunItem>): Promise<{ readonly found: Read; readonly grown: number }> {
  const hash = createHash('sha256');
  const before = process.memoryUsage().rss;
  let most = before;
  let bytes = 0;
  for await (const item of items) {
    if (item.kind !== 'output') continue;
    hash.update(item.bytes);
    bytes += item.bytes.byteLength;
    most = Math.max(most, process.memoryUsage().rss);
  }
  return { found: { bytes, sha256: hash.digest('hex') }, grown: (most - before) / MEBIBYTE };
}

function expected(): Read {
  const hash = createHash('sha256');
  const block = Buffer.alloc(BLOCK_BYTES);
  for (let at = 0; at < BLOCKS; at++) {
    for (let index = 0; index < BLOCK_BYTES; index++) block[index] = (at * 7 + index * 13) & 255;
    hash.update(block);
  }
  return { bytes: BLOCKS * BLOCK_BYTES, sha256: hash.digest('hex') };
}
