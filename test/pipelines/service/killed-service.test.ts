import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { integer, sample } from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { Database } from '../../../runtime/backend/store/database.ts';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { servePipelines } from '../../support/serve-backend.ts';
import { BusyWriters, findLost } from './support/busy-writers.ts';

/** `npm run test:long` asks for 200. */
const KILLS = Number(process.env['SERVER_KILLS'] ?? 3);
const WRITERS = 20;
const SEED = Number(process.env['SEED'] ?? 1);

const folder = new TemporaryFolder();
afterAll(() => folder.remove());

test(
  `killed ${KILLS} times under ${WRITERS} writers, the pipeline service loses nothing that it acknowledged, and its database is whole`,
  { timeout: 3_600_000 },
  async () => {
    const data = join(folder.path, 'data');
    const writers = new BusyWriters(WRITERS);
    for (const wait of sample(integer({ min: 50, max: 1_200 }), { numRuns: KILLS, seed: SEED })) {
      const server = await servePipelines(data);
      const stop = new AbortController();
      const working = writers.work(server.url, stop.signal);
      await sleep(wait);
      await server.stop('SIGKILL');
      stop.abort();
      await working;
    }
    const server = await servePipelines(data);
    const db = new Database(join(data, 'pipelines.db'));
    expect(db.get('pragma integrity_check')?.['integrity_check']).toBe('ok');
    db.close();
    const { acknowledged } = writers;
    await writers.workUntil(server.url, ({ reports, checkpoints, lines }) => Math.min(reports.size, checkpoints.size, lines.size) > 0);
    expect(await findLost(server.url, acknowledged)).toEqual([]);
    expect(await server.stop()).toBe(0);
    const { reports, checkpoints, lines } = acknowledged;
    console.log(
      `${KILLS} kills: ${reports.size} runs, ${checkpoints.size} with checkpoints and ${lines.size} lines acknowledged, none lost`,
    );
    expect(lines.size).toBeGreaterThan(0);
  },
);
