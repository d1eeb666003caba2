import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openHttpBackend } from 'actionsmith/backend';
import { integer, sample } from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { TOOLKIT } from '../support/make-plugin.ts';
import { type ServedBackend, serveBackend } from '../support/serve-backend.ts';
import { startCuttingProxy } from './support/cutting-proxy.ts';

/** `npm run test:long` asks for 200, 50 and 10. */
const MEBIBYTES = Number(process.env['TRANSFER_MIB'] ?? 24);
const CUTS = Number(process.env['TRANSFER_CUTS'] ?? 6);
const KILLS = Number(process.env['TRANSFER_KILLS'] ?? 1);
const SEED = Number(process.env['SEED'] ?? 1);
const MOST_GROWTH_MIB = 100;

const folder = new TemporaryFolder();
const size = MEBIBYTES * 1024 * 1024 + 12_345;
afterAll(() => folder.remove());

/** The server of one port, killed and started again. */
class KilledServer {
  readonly #data: string;
  #served: Promise<ServedBackend>;
  #port = 0;
  kills = 0;
  growthMib = 0;
  #before = 0;

  constructor(data: string) {
    this.#data = data;
    this.#served = this.#start();
  }

  async port(): Promise<number> {
    await this.#served;
    return this.#port;
  }

  kill(): void {
    this.kills += 1;
    this.#served = this.#served.then(async (served) => {
      this.#measure(served);
      await served.stop('SIGKILL');
      return this.#start();
    });
  }

  async stop(): Promise<void> {
    const served = await this.#served;
    this.#measure(served);
    await served.stop();
  }

  async #start(): Promise<ServedBackend> {
    const served = await serveBackend(this.#data, [], this.#port);
    this.#port = Number(new URL(served.url).port);
    this.#before = memory(served, 'VmRSS');
    return served;
  }

  #measure(served: ServedBackend): void {
    this.growthMib = Math.max(this.growthMib, memory(served, 'VmHWM') - this.#before);
  }
}

/** In mebibytes; VmHWM is the most that it ever was. */
function memory({ process: { pid } }: ServedBackend, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
}

/** Moments spread over the whole, seeded. */
function moments(count: number, seed: number): number[] {
  return sample(integer({ min: 1, max: size - 1 }), { numRuns: count, seed });
}

async function transfer(port: number, ...args: readonly string[]): Promise<{ readonly id: string; readonly growth: number }> {
  const script = join(TOOLKIT, 'test/backend/support/transfer.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, join(TOOLKIT, 'dist'), `http://127.0.0.1:${port}`, ...args]);
  return JSON.parse(stdout) as { id: string; growth: number };
}

function filesIn(path: string): string[] {
  return existsSync(path)
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
    : [];
}

test(
  `an upload of ${MEBIBYTES} MiB that is cut ${CUTS} times while its server is killed ${KILLS} times arrives whole, and so does its download`,
  { timeout: 1_200_000 },
  async () => {
    const source = join(folder.path, 'model.bin');
    const bytes = randomBytes(size);
    writeFileSync(source, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const data = join(folder.path, 'data');
    const server = new KilledServer(data);
    const incidents = [
      ...moments(CUTS, SEED).map((at) => ({ at, happen: (): void => {} })),
      ...moments(KILLS, SEED + 1).map((at) => ({ at, happen: (): void => server.kill() })),
    ];

    const up = await startCuttingProxy(await server.port(), 'up', incidents);
    const upload = await transfer(up.port, 'upload', source);
    await up.close();
    const backend = openHttpBackend({ url: `http://127.0.0.1:${await server.port()}` });
    const model = await backend.models.create({ name: 'm', chunked_upload: upload.id });
    expect(model).toMatchObject({ checksum: sha256, size });
    expect([filesIn(join(data, 'uploads')), filesIn(join(data, 'arriving')), filesIn(join(data, 'blobs'))]).toEqual([[], [], [sha256]]);

    const down = await startCuttingProxy(await server.port(), 'down', incidents);
    const copy = join(folder.path, 'copy/model.bin');
    const address = new URL(model.file!);
    address.port = String(down.port);
    const download = await transfer(down.port, 'download', copy, JSON.stringify({ file: address.href, checksum: sha256 }));
    await down.close();
    expect(createHash('sha256').update(readFileSync(copy)).digest('hex')).toBe(sha256);
    expect([readdirSync(join(folder.path, 'copy')), statSync(copy).size]).toEqual([['model.bin'], size]);

    await backend.close();
    await server.stop();
    expect(server.kills).toBe(2 * KILLS);
    const growth = { upload: upload.growth, download: download.growth, server: Math.round(server.growthMib) };
    console.log(`${MEBIBYTES} MiB, ${CUTS} cuts and ${KILLS} kills in each direction; memory grew by (MiB): ${JSON.stringify(growth)}`);
    expect(Math.max(...Object.values(growth))).toBeLessThan(MOST_GROWTH_MIB);
  },
);
