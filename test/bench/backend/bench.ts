import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openHttpBackend } from '../../../runtime/backend/index.ts';
import { serveBackend } from '../../support/serve-backend.ts';
import type { Bench, BenchContext, Measured } from '../frame/frame.ts';
import { interleave } from '../frame/interleave.ts';
import { ratio, summarise } from '../frame/summary.ts';

const MIB = 64;
const PATCHES = 400;
const BATCHES = 20;
const ENTRIES = 200;
const AT_ONCE = 8;

export const bench: Bench = {
  note:
    `A file of ${MIB} MiB to and from \`actionsmith backend serve\` on this machine, in MiB a second: by our client, in chunks of 32 MiB with the checksum ` +
    'of what came; and by curl, in one request, with the same end of the upload, and without a look at what came. The server makes three checksums ' +
    `of each upload, which is on the disk in the end. Then ${AT_ONCE} at a time: updates of the state of a job, and log entries in batches of ${ENTRIES}, each on the disk when it is answered.`,
  packages: ['fastify', 'libsql', 'axios'],
  run,
};

async function run({ out, rounds }: BenchContext): Promise<Measured> {
  rmSync(join(out, 'data'), { recursive: true, force: true });
  const server = await serveBackend(join(out, 'data'));
  try {
    return await measure(server.url, out, rounds);
  } finally {
    await server.stop();
    for (const name of ['source.bin', 'copy.bin', 'data']) rmSync(join(out, name), { recursive: true, force: true });
  }
}

async function measure(url: string, out: string, rounds: number): Promise<Measured> {
  const backend = openHttpBackend({ url });
  const source = join(out, 'source.bin');
  const bytes = randomBytes(MIB * 1024 * 1024);
  writeFileSync(source, bytes);
  const md5 = createHash('md5').update(bytes).digest('hex');
  await backend.jobs.create({ id: 'bench' });
  const model = await backend.models.create({ name: 'bench', chunked_upload: (await backend.upload(source)).id });
  const copy = join(out, 'copy.bin');
  const speeds = await interleave(
    {
      'upload, our client': () => speed(async () => void (await backend.upload(source))),
      'upload, curl': () => speed(() => uploadByCurl(url, source, md5)),
      'download, our client': () => speed(() => backend.download(model, copy)),
      'download, curl': () => speed(async () => void (await curl('-o', copy, model.file!))),
    },
    Math.min(rounds, 11),
  );
  const rates = await interleave(
    {
      'updates of a job': () => rate(PATCHES, (at) => backend.updateJob('bench', { meta: { at } })),
      'log entries': async () => ENTRIES * (await rate(BATCHES, (at) => backend.createLogs(entries(at)))),
    },
    Math.min(rounds, 11),
  );
  await backend.close();
  const ofCurl = (what: 'upload' | 'download') => ratio(speeds[`${what}, our client`], speeds[`${what}, curl`]);
  return {
    rows: [
      ...Object.entries(speeds).map(([name, found]) => ({
        name,
        figures: {
          speed: summarise(found, 'MiB/s'),
          ...(name === 'upload, our client' && { 'of curl': ofCurl('upload') }),
          ...(name === 'download, our client' && { 'of curl': ofCurl('download') }),
        },
      })),
      ...Object.entries(rates).map(([name, found]) => ({ name, figures: { rate: summarise(found, '/s') } })),
    ],
  };
}

async function speed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (MIB * 1000) / (performance.now() - start);
}

async function rate(count: number, work: (at: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return (count * 1000) / (performance.now() - start);
}

async function uploadByCurl(url: string, file: string, md5: string): Promise<void> {
  const size = MIB * 1024 * 1024;
  const range = `Content-Range: bytes 0-${size - 1}/${size}`;
  const sent = await curl('-X', 'PUT', '-H', range, '-H', 'Content-Type: application/octet-stream', '-T', file, `${url}/chunked_upload`); // with a slash at the end, curl would add the name of the file
  const { url: next } = JSON.parse(sent) as { url: string };
  await curl('-X', 'POST', '-H', 'Content-Type: application/json', '-d', JSON.stringify({ md5 }), next);
}

async function curl(...args: readonly string[]): Promise<string> {
  return (await promisify(execFile)('curl', ['--silent', '--show-error', '--fail', '-H', 'Expect:', ...args])).stdout;
}

function entries(batch: number): { event: string; data: { epoch: number; loss: number }; datetime: string; job: string }[] {
  return Array.from({ length: ENTRIES }, (_, at) => ({
    event: 'epoch_done',
    data: { epoch: batch * ENTRIES + at, loss: 0.123456 },
    datetime: '2026-11-27T10:00:00.000Z',
    job: 'bench',
  }));
}
