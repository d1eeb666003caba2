/** Real photographs the whole way: upload, collection, tasks, annotations, export, conversion, and a training of examples/yolo. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LocalExecutor, NoOpLogger } from 'actionsmith';
import { AddTaskDataAction, type AddTaskDataParamsInput } from 'actionsmith/actions/add-task-data';
import { DatasetAction, type DatasetParamsInput } from 'actionsmith/actions/dataset';
import { BaseExportAction, type ExportParamsInput } from 'actionsmith/actions/export';
import { BaseUploadAction, type UploadParams, type UploadResult } from 'actionsmith/actions/upload';
import { openEmbeddedBackend } from 'actionsmith/backend';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { ensureMl } from '../support/ensure-ml.ts';
import { TOOLKIT } from '../support/make-plugin.ts';
import { runCli } from '../support/run-cli.ts';

const folder = new TemporaryFolder();
afterAll(() => folder.remove());

class Upload extends BaseUploadAction<UploadParams, UploadResult> {}
class AddTaskData extends AddTaskDataAction<AddTaskDataParamsInput> {}
class Export extends BaseExportAction<ExportParamsInput> {}
class Dataset extends DatasetAction<DatasetParamsInput> {}

/** Photographs that come with Ultralytics and with matplotlib. */
const FIND = `
import json, matplotlib.cbook, pathlib, ultralytics.utils
found = [*ultralytics.utils.ASSETS.glob("*.jpg"), pathlib.Path(matplotlib.cbook._get_data_path("sample_data/grace_hopper.jpg"))]
print(json.dumps(sorted(str(path) for path in found)))
`;

/** Left, top, width and height of a person, in pixels, at least in each of them. */
const PEOPLE: Readonly<Record<string, readonly number[]>> = {
  'bus.jpg': [50, 400, 195, 500],
  'grace_hopper.jpg': [80, 40, 380, 540],
  'zidane.jpg': [750, 45, 400, 670],
};

test('photographs become data units, tasks, annotations, an export, a dataset of yolo, and a model that was trained on it', async () => {
  const python = ensureMl();
  const settings = { YOLO_CONFIG_DIR: join(folder.path, 'settings') };
  const stdout = execFileSync(python, ['-c', FIND], { encoding: 'utf8', env: { ...process.env, ...settings } });
  const photographs = JSON.parse(stdout.trim().split('\n').at(-1)!) as string[];
  const source = join(folder.path, 'photographs');
  mkdirSync(source);
  for (const path of photographs) copyFileSync(path, join(source, basename(path)));
  const plugin = join(folder.path, 'yolo');
  const skipped = /\/(?:output|\.actionsmith|node_modules|requirements\.txt)$/;
  cpSync(join(TOOLKIT, 'examples/yolo'), plugin, { recursive: true, filter: (path) => !skipped.test(path) });

  const client = await openEmbeddedBackend(join(plugin, '.actionsmith/backend'));
  onTestFinished(() => client.close());
  const env = { XDG_CACHE_HOME: join(folder.path, 'cache'), XDG_STATE_HOME: join(folder.path, 'state') };
  const executor = new LocalExecutor({ client, env, logger: new NoOpLogger() });
  const specification = { name: 'image', file_type: 'image', is_required: true, is_primary: true, extensions: ['jpg'] };
  const collection = await client.dataCollections.create({ name: 'photographs', file_specifications: [specification] });
  const project = await client.projects.create({ name: 'people', data_collection: collection.id });

  const uploaded = await executor.execute(Upload, { name: 'photographs', path: source, data_collection: collection.id } as UploadParams);
  expect(uploaded).toMatchObject({ uploaded_count: 3, data_unit_count: 3, status: 'completed' });

  const { items: units } = await client.dataUnits.list({ data_collection: collection.id });
  await client.tasks.createAll(units.map(({ id }) => ({ project: project.id, data_unit: id })));
  const rows = Object.entries(PEOPLE).map(([file, data]) => {
    const box = { id: 'a', classification: 'person', attrs: [], data };
    return `${JSON.stringify({ file, data: { images: [{ bounding_box: [box] }] } })}\n`;
  });
  const file_path = join(folder.path, 'people.jsonl');
  writeFileSync(file_path, rows.join(''));
  const annotated = await executor.execute(AddTaskData, { project: project.id, file_path });
  expect(annotated).toMatchObject({ status: 'SUCCEEDED', total_tasks: 3, success_count: 3, rows: { total: 3, matched: 3 } });

  const exports = join(folder.path, 'exports');
  mkdirSync(exports);
  const storage = await client.storages.create({
    name: 'exports',
    category: 'external',
    provider: 'file_system',
    configuration: { location: exports },
  });
  const filter = { project: project.id };
  const exported = await executor.execute(Export, { name: 'people', storage: storage.id, path: 'all', target: 'task', filter });
  expect(exported).toMatchObject({ exported_count: 3, failed_count: 0, total_count: 3 });

  const dataset = await executor.execute(Dataset, { operation: 'convert', path: join(exports, 'all/people'), target_format: 'yolo' });
  expect(dataset).toMatchObject({
    format: 'yolo',
    count: 3,
    conversion: { items: { found: 3, written: 3, skipped: 0 }, annotations: { found: 3, written: 3, lossy: 0, skipped: 0 } },
  });

  const params = JSON.stringify({ data: dataset.config_path, epochs: 1 });
  const words = ['run', 'train', '--plugin', plugin, '--params', params, '--json'];
  const trained = await runCli(words, { env: { ...env, ...settings, ACTIONSMITH_PYTHON: python } });
  expect(trained.code, trained.stderr.slice(-4000)).toBe(0);
  const { model_id: id } = JSON.parse(trained.stdout) as { readonly model_id: number };
  expect(await client.models.get(id)).toMatchObject({ plugin: 'yolo_shapes' });
});
