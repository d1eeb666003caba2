import { join } from 'node:path';
import { LocalExecutor } from 'actionsmith';
import { BaseUploadAction, type UploadParamsInput, type UploadResult } from 'actionsmith/actions/upload';
import { type Backend, openEmbeddedBackend, openHttpBackend } from 'actionsmith/backend';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { makeFolder } from '../../support/make-plugin.ts';
import { recordEvents } from '../../support/record-events.ts';
import { type ServedBackend, serveBackend } from '../../support/serve-backend.ts';
import { createCollection, fill } from '../../support/upload-folder.ts';

const data = new TemporaryFolder();
const backends = {} as Record<'embedded' | 'served', Backend>;
let served: ServedBackend;
beforeAll(async () => {
  served = await serveBackend(join(data.path, 'served'));
  backends.served = openHttpBackend({ url: served.url });
  backends.embedded = await openEmbeddedBackend(join(data.path, 'embedded'));
});
afterAll(async () => {
  for (const backend of Object.values(backends)) await backend.close();
  await served.stop();
  data.remove();
});

class Upload extends BaseUploadAction<UploadParamsInput, UploadResult> {
  static override readonly actionName = 'upload';
}

function run(client: Backend, params: UploadParamsInput, more: ConstructorParameters<typeof LocalExecutor>[0] = {}): Promise<UploadResult> {
  return new LocalExecutor({ client, logger: recordEvents().logger, ...more }).execute(Upload, params);
}

test.each(['embedded', 'served'] as const)('a folder becomes data units of a collection in the %s backend', async (kind) => {
  const client = backends[kind];
  const data_collection = await createCollection(client);
  const path = fill(makeFolder(), {
    'image/cat.jpg': `cat ${kind}`,
    'label/cat.json': '{"class":"cat"}',
    'image/more/dog.png': `dog ${kind}`,
    'meta.csv': 'filename,weather,note\ncat,rain,=1+1\nmore/dog.png,,"a, b"\n',
  });
  const { logger, events } = recordEvents();
  const result = await run(
    client,
    { name: 'animals', path, data_collection, excel_metadata_path: 'meta.csv', group_name: 'first' },
    { logger },
  );
  expect(result).toEqual({
    uploaded_count: 3,
    existing_count: 0,
    rejected_count: 0,
    rejected: [],
    data_unit_count: 2,
    task_count: 0,
    status: 'completed',
  });
  const { items } = await client.dataUnits.list({ data_collection });
  expect(items.map(({ files, meta, groups }) => [Object.keys(files), meta!['weather'], meta!['note'], groups])).toEqual([
    [['image', 'label'], 'rain', '=1+1', ['first']],
    [['image'], undefined, 'a, b', ['first']],
  ]);
  const steps = events.flatMap((event) => (event.type === 'step' && event.status === 'finished' ? [event.step] : []));
  expect(steps).toEqual([
    'initialize',
    'validate_files',
    'analyze_collection',
    'organize_files',
    'generate_data_units',
    'upload_files',
    'process_metadata',
    'cleanup',
  ]);
});
