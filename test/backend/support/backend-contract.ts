import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BackendLogger, Redactor } from 'actionsmith';
import { type Backend, BackendValidationError, isBackendHttpError } from 'actionsmith/backend';
import { expect, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';

export interface OpenedBackend {
  readonly backend: Backend;
  readonly close: () => Promise<void>;
}

const entry = (at: number) => ({ event: 'epoch', data: { at }, datetime: '2026-11-27T10:00:00Z', job: 'j' });

/** What every backend does, whatever is behind it. */
export function runBackendContract(name: string, open: (folder: string, tenant: string) => Promise<OpenedBackend>): void {
  const withBackend = async (work: (backend: Backend, folder: string) => Promise<void>, tenant = 'default'): Promise<void> => {
    const folder = new TemporaryFolder();
    const { backend, close } = await open(join(folder.path, 'backend'), tenant);
    try {
      await work(backend, folder.path);
    } finally {
      await close();
      folder.remove();
    }
  };

  test(`${name}: a model keeps the file of an upload, and gives it back whole`, () =>
    withBackend(async (backend, folder) => {
      const bytes = randomBytes(3_000_001);
      writeFileSync(join(folder, 'best.zip'), bytes);
      const upload = await backend.upload(join(folder, 'best.zip'));
      const model = await backend.models.create({ name: 'best', plugin: 'fruit', version: '1.0.0', chunked_upload: upload.id });
      expect(model).toMatchObject({ id: 1, name: 'best', plugin: 'fruit', size: 3_000_001 });
      await backend.download(await backend.models.get(model.id), join(folder, 'again/best.zip'));
      expect(readFileSync(join(folder, 'again/best.zip')).equals(bytes)).toBe(true);
    }));

  test(`${name}: an upload makes one model, however often it is asked for; for anything else it is used up`, () =>
    withBackend(async (backend, folder) => {
      writeFileSync(join(folder, 'm.zip'), 'weights');
      const { id } = await backend.upload(join(folder, 'm.zip'));
      const first = await backend.models.create({ name: 'm', chunked_upload: id });
      expect(await backend.models.create({ name: 'm', chunked_upload: id })).toMatchObject({ id: first.id });
      await expect(backend.models.create({ name: 'other', chunked_upload: id })).rejects.toMatchObject({ code: 'CONFLICT', status: 409 });
      await expect(backend.dataFiles.create({ chunked_upload: id })).rejects.toMatchObject({ status: 409 });
      expect((await backend.models.list()).count).toBe(1);
    }));

  test(`${name}: a file without a byte is a file`, () =>
    withBackend(async (backend, folder) => {
      writeFileSync(join(folder, 'empty.txt'), '');
      const file = await backend.dataFiles.create({ chunked_upload: (await backend.upload(join(folder, 'empty.txt'))).id });
      expect(file).toMatchObject({ size: 0, checksum: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' });
      await backend.download(file, join(folder, 'copy.txt'));
      expect(readFileSync(join(folder, 'copy.txt'), 'utf8')).toBe('');
    }));

  test(`${name}: a job is known by the id that it was made with, and each part of its state replaces the one before`, () =>
    withBackend(async (backend) => {
      await backend.jobs.create({ id: 'run-1', action: 'train', params: { epochs: 3 } });
      expect(await backend.jobs.create({ id: 'run-1', action: 'train' })).toMatchObject({
        id: 'run-1',
        status: 'PENDING',
        params: { epochs: 3 },
      });
      await backend.updateJob('run-1', { status: 'RUNNING', meta: { queue: 1 } });
      await backend.updateJob('run-1', { status: 'SUCCEEDED', result: { loss: 0.1 } });
      expect(await backend.jobs.get('run-1')).toMatchObject({ status: 'SUCCEEDED', result: { loss: 0.1 }, meta: { queue: 1 } });
      await expect(backend.updateJob('run-2', { status: 'RUNNING' })).rejects.toMatchObject({ name: 'NotFoundError', status: 404 });
    }));

  test(`${name}: the log of a job is read from its beginning, as it comes, and until the job has ended`, () =>
    withBackend(async (backend) => {
      await backend.jobs.create({ id: 'j' });
      await backend.createLogs([entry(0), entry(1)]);
      const seen: unknown[] = [];
      const reading = (async () => {
        for await (const { data } of backend.tailLogs('j')) seen.push(data['at']);
      })();
      await expect.poll(() => seen, { timeout: 10_000 }).toEqual([0, 1]);
      await backend.createLogs([entry(2)]);
      await backend.updateJob('j', { status: 'SUCCEEDED' });
      await backend.createLogs([entry(3)]);
      await reading;
      expect(seen).toEqual([0, 1, 2, 3]);
    }));

  test(`${name}: a logger tells it how a job goes, each entry once and the secrets left out, and leaves it open`, () =>
    withBackend(async (backend) => {
      await backend.jobs.create({ id: 'j' });
      const logger = new BackendLogger(backend, 'j', { intervalMs: 5, redactor: new Redactor('hunter2-secret') });
      logger.write({ type: 'started', time: 1_000, action: 'train' });
      for (let at = 0; at < 450; at++) logger.log('epoch', { at, key: 'hunter2-secret' });
      logger.setProgress(1, 2, 'train');
      logger.setMetrics({ loss: 0.5 }, 'train');
      logger.write({ type: 'result', time: 2_000, value: { ok: true } });
      await logger.close();
      expect(await backend.jobs.get('j')).toMatchObject({
        status: 'SUCCEEDED',
        result: { ok: true },
        progress_record: { current_progress: { overall: 100, step: 'train', percent: 50 } },
        metrics_record: { record: { steps: { train: { loss: 0.5 } } } },
      });
      const seen: Record<string, unknown>[] = [];
      for await (const { data } of backend.tailLogs('j')) if (seen.push(data) === 450) break;
      expect(seen).toEqual(Array.from({ length: 450 }, (_, at) => ({ at, key: '[REDACTED]' })));
      expect(logger.losses).toEqual({ dropped: 0, refused: 0, unconfirmed: 0 });
    }));

  test(`${name}: a logger for a job that is not there says so, and what was lost`, () =>
    withBackend(async (backend) => {
      const warnings: string[] = [];
      const logger = new BackendLogger({ backend, jobId: 'k', warn: (message) => void warnings.push(message) });
      logger.log('a');
      await logger.close();
      expect(logger.losses).toEqual({ dropped: 0, refused: 1, unconfirmed: 0 });
      expect(warnings).toEqual([expect.stringMatching(/^not all that job k reported .* \(1 refused\): .*names a job that is not there/)]);
    }));

  test(`${name}: a list has pages, filters by several fields, and an unknown filter is an error that names the right one`, () =>
    withBackend(async (backend) => {
      const project = await backend.projects.create({ name: 'p' });
      const other = await backend.projects.create({ name: 'q' });
      await backend.tasks.createAll(
        Array.from({ length: 25 }, (_, at) => ({
          project: at % 5 === 0 ? other.id : project.id,
          tags: [1 + (at % 3)],
          status_label: 'open',
        })),
      );
      const first = await backend.tasks.list({ project: project.id, page_size: 8 });
      expect([first.count, first.items.length]).toEqual([20, 8]);
      const ids: number[] = [];
      for await (const { id } of backend.tasks.all({ project: project.id, page_size: 8 })) ids.push(id);
      expect([ids.length, new Set(ids).size]).toEqual([20, 20]);
      expect((await backend.tasks.list({ project: [project.id, other.id], tags: 1 })).count).toBe(9);
      expect((await backend.tasks.list({ id__gt: 20, ordering: '-id' })).items.map(({ id }) => id)).toEqual([25, 24, 23, 22, 21]);
      await expect(backend.tasks.list({ projct: 1 })).rejects.toThrow('is no filter of this list; did you mean project?');
    }));

  test(`${name}: what refers to nothing, and what does not fit, is refused with the place; of several none is made`, () =>
    withBackend(async (backend) => {
      const refused = await backend.tasks.create({ project: 7 }).catch((error: unknown) => error as BackendValidationError);
      expect(isBackendHttpError(refused, 400)).toBe(true);
      expect((refused as BackendValidationError).issues).toMatchObject([
        { path: ['project'], message: 'names a project that is not there (got 7)' },
      ]);
      const { id } = await backend.projects.create({ name: 'p' });
      await expect(backend.tasks.createAll([{ project: id }, { project: 9 }])).rejects.toMatchObject({
        issues: [{ path: [1, 'project'] }],
      });
      expect((await backend.tasks.list()).count).toBe(0);
      await expect(backend.models.create({ name: '' })).rejects.toMatchObject({ issues: [{ path: ['name'] }] });
    }));

  test(`${name}: data units have files, tasks show them where they are asked to, and annotations stay`, () =>
    withBackend(async (backend, folder) => {
      writeFileSync(join(folder, 'cat.jpg'), 'cat');
      const file = await backend.dataFiles.create({ chunked_upload: (await backend.upload(join(folder, 'cat.jpg'))).id });
      const collection = await backend.dataCollections.create({
        name: 'cats',
        file_specifications: [{ name: 'image', is_required: true }],
      });
      const unit = await backend.dataUnits.create({ data_collection: collection.id, files: { image: { checksum: file.checksum } } });
      const { id: project } = await backend.projects.create({ name: 'p', data_collection: collection.id });
      const task = await backend.tasks.create({ project, data_unit: unit.id });
      await backend.annotateTask(task.id, { classes: ['cat'] });
      const shown = await backend.tasks.get(task.id, { expand: ['data_unit'] });
      expect(shown).toMatchObject({
        data: { classes: ['cat'] },
        data_unit: { id: unit.id, files: { image: { checksum: file.checksum } } },
      });
      await backend.download({ file: unit.files['image']!['url'] as string, checksum: file.checksum }, join(folder, 'copy.jpg'));
      expect(readFileSync(join(folder, 'copy.jpg'), 'utf8')).toBe('cat');
    }));

  test(`${name}: a release is found by code@version, and there is one of each`, () =>
    withBackend(async (backend) => {
      const { id } = await backend.pluginReleases.create({ plugin: 'fruit', version: '1.0.0', config: { name: 'Fruit' } });
      expect(await backend.pluginReleases.get('fruit@1.0.0', { expand: ['plugin'] })).toMatchObject({ id, plugin: { code: 'fruit' } });
      await expect(backend.pluginReleases.create({ plugin: 'fruit', version: '1.0.0' })).rejects.toMatchObject({ status: 409 });
    }));

  test(`${name}: what is removed is gone`, () =>
    withBackend(async (backend) => {
      const { id } = await backend.storages.create({
        name: 's',
        category: 'internal',
        provider: 'file_system',
        configuration: { root: '/data' },
      });
      await backend.storages.remove(id);
      await expect(backend.storages.get(id)).rejects.toMatchObject({ status: 404 });
    }));
}
