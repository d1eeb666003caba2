import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, existsSync, mkdirSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openHttpBackend } from 'actionsmith/backend';
import { integer, sample } from 'fast-check';
import { expect, test } from 'vitest';
import { packFolder } from '../../runtime/archives/pack-folder.ts';
import { makeFolder, TOOLKIT } from '../support/make-plugin.ts';
import { serveBackend } from '../support/serve-backend.ts';
import { storeFile } from '../support/store-model.ts';

/** `npm run test:long` asks for 2048 and 40. */
const MEBIBYTES = Number(process.env['LOAD_MIB'] ?? 8);
const KILLS = Number(process.env['LOAD_KILLS'] ?? 1);
const SEED = Number(process.env['SEED'] ?? 1);
const MOST_GROWTH_MIB = 150;

interface Loader {
  readonly process: ChildProcess;
  readonly loaded: Promise<{ readonly path: string; readonly growth: number }>;
}

function startLoader(url: string, id: number, cache: string): Loader {
  const script = join(TOOLKIT, 'test/models/support/load.mjs');
  const child = spawn(process.execPath, [script, join(TOOLKIT, 'dist'), url, String(id), cache], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const loaded = once(child, 'exit').then(() => JSON.parse(output) as { path: string; growth: number });
  loaded.catch(() => {}); // one that is killed says nothing
  return { process: child, loaded };
}

/** What a killed process would leave for ten seconds: its lock, which nobody renews. */
function letTimePass(entry: string): void {
  const then = new Date(Date.now() - 60_000);
  if (existsSync(`${entry}.lock`)) utimesSync(`${entry}.lock`, then, then);
}

async function writeRandom(path: string, mebibytes: number): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  for (let written = 0; written < mebibytes; written += 1) {
    const block = randomBytes(1024 * 1024);
    hash.update(block);
    await file.write(block);
  }
  await file.close();
  return hash.digest('hex');
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
  return hash.digest('hex');
}

test(
  `of ${KILLS} processes that are killed while they load ${MEBIBYTES} MiB, none leaves a model that is not whole`,
  { timeout: 3_600_000 },
  async () => {
    const folder = makeFolder();
    const server = await serveBackend(join(folder, 'data'));
    const backend = openHttpBackend({ url: server.url });
    mkdirSync(join(folder, 'in'));
    const digest = await writeRandom(join(folder, 'in/weights.bin'), MEBIBYTES);
    await packFolder(join(folder, 'in'), join(folder, 'model.zip'));
    const { id, checksum } = await storeFile(backend, 'large', join(folder, 'model.zip'));
    rmSync(join(folder, 'model.zip'));
    const cache = join(folder, 'cache');
    const entry = join(cache, 'actionsmith/models', checksum!, 'archive');

    const started = performance.now();
    const whole = await startLoader(server.url, id, cache).loaded;
    const fullMs = performance.now() - started;
    for (const part of sample(integer({ min: 1, max: 100 }), { numRuns: KILLS, seed: SEED })) {
      rmSync(join(cache, 'actionsmith/models'), { recursive: true, force: true });
      const loader = startLoader(server.url, id, cache);
      await wait((fullMs * part) / 100);
      loader.process.kill('SIGKILL');
      await loader.loaded.catch(() => {});
      letTimePass(entry);
      const [one, two] = await Promise.all([startLoader(server.url, id, cache).loaded, startLoader(server.url, id, cache).loaded]);
      expect([one.path, two.path]).toEqual([whole.path, whole.path]);
      expect(await digestOf(join(one.path, 'weights.bin'))).toBe(digest);
      expect(readdirSync(entry).toSorted()).toEqual(['files', 'manifest.json']);
      expect(readdirSync(join(entry, '..'))).toEqual(['archive']);
    }
    expect(whole.growth).toBeLessThan(MOST_GROWTH_MIB);
    console.log(
      `${KILLS} processes killed while they loaded ${MEBIBYTES} MiB: every model whole, and at most ${whole.growth} MiB of memory`,
    );
    await backend.close();
    await server.stop();
  },
);
