import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { integer, sample } from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { Database } from '../../runtime/backend/store/database.ts';
import { TABLES_WITH_BLOBS } from '../../runtime/backend/store/tables.ts';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { serveBackend } from '../support/serve-backend.ts';
import { BusyClients, findLost } from './support/busy-clients.ts';

/** `npm run test:long` asks for 200. */
const KILLS = Number(process.env['SERVER_KILLS'] ?? 3);
const CLIENTS = 20;
const SEED = Number(process.env['SEED'] ?? 1);

const folder = new TemporaryFolder();
afterAll(() => folder.remove());

/** What is in the folder of a backend right after its start, and should not be. */
function findLeftOver(data: string): string[] {
  const db = new Database(join(data, 'backend.db'));
  try {
    const integrity = db.get('pragma integrity_check')?.['integrity_check'];
    const files = filesIn(join(data, 'blobs'));
    const isUsed = (sha256: string): boolean =>
      TABLES_WITH_BLOBS.some((table) => db.get(`select 1 from ${table} where blob = ?`, sha256) !== undefined);
    return [
      ...(integrity === 'ok' ? [] : [`integrity: ${String(integrity)}`]),
      ...files.filter((file) => !isUsed(file)).map((file) => `file ${file}`),
      ...filesIn(join(data, 'arriving')).map((file) => `arriving ${file}`),
      ...filesIn(join(data, 'uploads'))
        .filter((file) => db.get('select 1 from uploads where id = ? and completed_at is null', file) === undefined)
        .map((file) => `part ${file}`),
    ];
  } finally {
    db.close();
  }
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
}

test(
  `killed ${KILLS} times under ${CLIENTS} clients, the server loses nothing that it acknowledged, and leaves no file behind`,
  { timeout: 3_600_000 },
  async () => {
    const data = join(folder.path, 'data');
    const clients = new BusyClients(folder.path, CLIENTS);
    const waits = sample(integer({ min: 50, max: 1_200 }), { numRuns: KILLS, seed: SEED });
    for (const wait of waits) {
      const server = await serveBackend(data);
      expect(findLeftOver(data)).toEqual([]);
      const stop = new AbortController();
      const working = clients.work(server.url, stop.signal);
      await sleep(wait);
      await server.stop('SIGKILL');
      stop.abort();
      await working;
    }
    const server = await serveBackend(data);
    expect(findLeftOver(data)).toEqual([]);
    const { acknowledged } = clients;
    await clients.workUntil(server.url, ({ jobs, entries, models }) => Math.min(jobs.size, entries.size, models.size) > 0); // a slow machine
    expect(await findLost(server.url, acknowledged)).toEqual([]);
    for (const sha256 of filesIn(join(data, 'blobs')))
      expect(
        createHash('sha256')
          .update(readFileSync(join(data, 'blobs', sha256.slice(0, 2), sha256)))
          .digest('hex'),
      ).toBe(sha256);
    expect(await server.stop()).toBe(0);
    const { jobs, entries, models } = acknowledged;
    console.log(`${KILLS} kills: ${jobs.size} jobs, ${entries.size} log entries and ${models.size} models acknowledged, none lost`);
    expect(Math.min(jobs.size, entries.size, models.size)).toBeGreaterThan(0);
  },
);
