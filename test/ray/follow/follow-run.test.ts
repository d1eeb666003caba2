import { test } from 'vitest';
import { FrameEncoder } from '../../../runtime/ray/frames/encode-frames.ts';
import { followRun, type RunItem } from '../../../runtime/ray/follow/follow-run.ts';
import { writeRunMetadata } from '../../../runtime/ray/run-metadata.ts';
import { freshId, testClient } from '../support/jobs.ts';

const nonce = 'abababababababababababababababab';
const metadata = writeRunMetadata({ plugin: 'p', action: 'a', contractHash: 'h', paramsDigest: 'd', nonce });

test.concurrent("what a job prints comes back byte for byte, without Ray's two lines", async ({ expect }) => {
  const { output } = await follow("printf 'half'; sleep 0.3; printf ' line\\n\\377\\376 not UTF-8\\n'; printf 'no end'");
  expect(output).toBe('half line\n\u00FF\u00FE not UTF-8\nno end');
});

test.concurrent('records are taken out of the output while the job runs', async ({ expect }) => {
  const [record = Buffer.of()] = new FrameEncoder(nonce).encode({ type: 'message', time: 1, message: 'hi', context: 'info' });
  const escaped = Buffer.from(record).toString().replaceAll('\u001E', '\\036').replaceAll('\n', '\\n');
  const client = testClient();
  const id = freshId('records');
  await client.submit({ entrypoint: `printf 'be'; printf '${escaped}'; printf 'fore\\n'; exec sleep 600`, submission_id: id, metadata });
  const run = followRun(client, id);
  for await (const item of run) if (item.kind === 'event' && item.event.type === 'message') break;
  expect((await client.get(id)).status).toBe('RUNNING');
  await client.stop(id);
  const { items } = await collect(id);
  expect(items.filter((item) => item.kind === 'event')).toEqual([
    { kind: 'event', event: { type: 'message', time: 1, message: 'hi', context: 'info' } },
  ]);
  expect(textOf(items)).toBe('before\n');
});

test.concurrent('10 MB arrive whole', async ({ expect }) => {
  const { output } = await follow("head -c 10000000 /dev/zero | tr '\\0' x");
  expect(output.length).toBe(10_000_000);
  expect(output.replaceAll('x', '')).toBe('');
});

test.concurrent('a job that never starts its driver has no output, and its status decides', async ({ expect }) => {
  const client = testClient();
  const id = freshId('nodriver');
  await client.submit({ entrypoint: 'true', submission_id: id, runtime_env: { working_dir: 'gcs://_ray_pkg_0000000000000000.zip' } });
  const { items, job } = await collect(id);
  expect(job.status).toBe('FAILED');
  expect(textOf(items)).not.toContain('Running entrypoint');
});

async function follow(command: string): Promise<{ output: string }> {
  const id = freshId('follow');
  await testClient().submit({ entrypoint: command, submission_id: id, metadata });
  return { output: textOf((await collect(id)).items) };
}

async function collect(id: string): Promise<{ items: RunItem[]; job: { status: string } }> {
  const run = followRun(testClient(), id);
  const items: RunItem[] = [];
  for (;;) {
    const next = await run.next();
    if (next.done) return { items, job: next.value };
    items.push(next.value);
  }
}

function textOf(items: readonly RunItem[]): string {
  return Buffer.concat(items.map((item) => (item.kind === 'output' ? item.bytes : Buffer.of()))).toString('latin1');
}
