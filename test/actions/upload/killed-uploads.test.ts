import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Backend, openEmbeddedBackend, openHttpBackend } from 'actionsmith/backend';
import { constantFrom, integer, sample, tuple } from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { makeFolder, TOOLKIT, writeIn } from '../../support/make-plugin.ts';
import { type ServedBackend, serveBackend } from '../../support/serve-backend.ts';
import { createCollection } from '../../support/upload-folder.ts';

/** `npm run test:long` asks for 1000 files and 300 kills. */
const FILES = Number(process.env['UPLOAD_FILES'] ?? 40);
const KILLS = Number(process.env['UPLOAD_KILLS'] ?? 6);
const SEED = Number(process.env['SEED'] ?? 1);
/** Of one upload, before it may end. */
const KILLS_IN_A_ROW = 3;

const data = new TemporaryFolder();
let served: ServedBackend;
beforeAll(async () => {
  served = await serveBackend(join(data.path, 'served'));
});
afterAll(async () => {
  await served.stop();
  data.remove();
});

interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

async function upload(place: string, params: object, checkpoints: string, at: number, when: string): Promise<Ended> {
  const script = join(TOOLKIT, 'test/actions/upload/support/upload.mjs');
  const args = [script, join(TOOLKIT, 'dist'), place, JSON.stringify(params), checkpoints, String(at), when];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { signal, output };
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

/** Two contents are the same: they are one file of the backend. */
function contentOf(index: number, round: number): string {
  return index === 1 ? `${round} 0` : `${round} ${index}`;
}

async function unitsIn(client: Backend, data_collection: number): Promise<string[]> {
  const units: string[] = [];
  for await (const { files } of client.dataUnits.all({ data_collection }))
    units.push(`${files['image']!.path} ${files['image']!.checksum}`);
  return units.toSorted();
}

test(
  `an upload of ${FILES} files that is killed at ${KILLS} moments and resumed loses none and doubles none`,
  { timeout: 7_200_000 },
  async () => {
    const moment = tuple(integer({ min: 1, max: 8 + Math.ceil(FILES / 4) }), constantFrom('before', 'during', 'after'));
    const moments = sample(moment, { numRuns: KILLS, seed: SEED });
    let killed = 0;
    for (let round = 0; moments.length > 0; round++) {
      const place = round % 2 === 0 ? served.url : join(data.path, `embedded-${round}`);
      const open = (): Promise<Backend> | Backend => (round % 2 === 0 ? openHttpBackend({ url: place }) : openEmbeddedBackend(place));
      let client = await open();
      const data_collection = await createCollection(client);
      const newest = (await client.dataFiles.list({ ordering: '-id', page_size: 1 })).items[0]?.id ?? 0;
      await client.close();
      const path = makeFolder();
      for (let index = 0; index < FILES; index++) writeIn(path, `${index}.jpg`, contentOf(index, round));
      const checkpoints = join(makeFolder(), 'checkpoints.jsonl');
      const params = { name: 'many', path, data_collection, upload_batch_size: 16, creating_data_unit_batch_size: 16 };
      for (const [at, when] of moments.splice(0, KILLS_IN_A_ROW))
        if ((await upload(place, params, checkpoints, at, when)).signal === 'SIGKILL') killed += 1;
      const ended = await upload(place, params, checkpoints, 0, 'never');
      expect(JSON.parse(ended.output)).toMatchObject({
        uploaded_count: FILES - 1,
        existing_count: 1,
        rejected_count: 0,
        data_unit_count: FILES,
      });

      client = await open();
      const names = Array.from({ length: FILES }, (_, index) => `${index}.jpg ${sha1(contentOf(index, round))}`);
      expect(await unitsIn(client, data_collection)).toEqual(names.toSorted());
      const sums: string[] = [];
      for await (const { checksum } of client.dataFiles.all({ id__gt: newest, page_size: 1_000 })) sums.push(checksum);
      expect(sums.toSorted()).toEqual([...new Set(names.map((name) => name.split(' ')[1]!))].toSorted());
      await client.close();
    }
    expect(killed).toBeGreaterThan(KILLS / 2);
  },
);
