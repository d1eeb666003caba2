/** Guide: Specialized Base Actions, BaseUploadAction. */
import { join } from 'node:path';
import { BaseStep, LocalExecutor, type StepRegistry } from 'actionsmith';
import { BaseUploadAction, UploadContext, type UploadParams, type UploadResult, uploadProgress } from 'actionsmith/actions/upload';
import { type Backend, openEmbeddedBackend } from 'actionsmith/backend';
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { makeFolder } from '../support/make-plugin.ts';
import { recordEvents } from '../support/record-events.ts';
import { createCollection, fill } from '../support/upload-folder.ts';

const data = new TemporaryFolder();
let client: Backend;
let data_collection: number;
beforeAll(async () => {
  client = await openEmbeddedBackend(join(data.path, 'backend'));
  data_collection = await createCollection(client);
});
afterAll(async () => {
  await client.close();
  data.remove();
});

/** Option 1: the built-in workflow. */
class UploadAction extends BaseUploadAction<UploadParams, UploadResult> {
  static override readonly actionName = 'upload';
}

class MyCustomStep extends BaseStep<UploadContext<UploadParams>> {
  readonly name = 'my_custom_step';
  readonly progressWeight = 0.1;
  override execute(context: UploadContext<UploadParams>): void {
    context.log('custom', { path: context.params.path });
  }
}

/** Option 2: steps of one's own before the built-in ones. */
class CustomUploadAction extends UploadAction {
  override setupSteps(registry: StepRegistry<UploadContext<UploadParams>>): void {
    registry.register(new MyCustomStep());
    void super.setupSteps(registry);
  }
}

const params = (path: string): UploadParams => ({ name: 'animals', path, data_collection }) as UploadParams;

async function run(
  action: typeof UploadAction,
  path: string,
): Promise<{ readonly result: UploadResult; readonly steps: readonly string[] }> {
  const { logger, events } = recordEvents();
  const result = await new LocalExecutor({ client, logger }).execute(action, params(path));
  return { result, steps: events.flatMap((event) => (event.type === 'step' && event.status === 'finished' ? [event.step] : [])) };
}

const BUILT_IN = Object.values(uploadProgress);

test('the built-in workflow needs no override', async () => {
  const { result, steps } = await run(UploadAction, fill(makeFolder(), { 'cat.jpg': 'cat', 'cat.json': '{}' }));
  expect(steps).toEqual(BUILT_IN);
  expect(result).toMatchObject({ uploaded_count: 2, data_unit_count: 1, status: 'completed' });
});

test('a step of one’s own comes before what super.setupSteps(registry) adds', async () => {
  const { steps } = await run(CustomUploadAction, fill(makeFolder(), { 'dog.jpg': 'dog' }));
  expect(steps).toEqual(['my_custom_step', ...BUILT_IN]);
});

test('steps are inserted, replaced and removed, and see the files, organized and uploaded, and the data units', async () => {
  class OnlyCats extends BaseStep<UploadContext<UploadParams>> {
    readonly name = 'only_cats';
    readonly progressWeight = 0.1;
    override execute(context: UploadContext<UploadParams>): void {
      context.organizedFiles = context.organizedFiles.filter(({ name }) => name.startsWith('cat'));
    }
  }
  class AddSource extends BaseStep<UploadContext<UploadParams>> {
    readonly name = 'add_source';
    readonly progressWeight = 0.1;
    override execute(context: UploadContext<UploadParams>): void {
      context.dataUnits = context.dataUnits.map((unit) => Object.assign(unit, { meta: { ...unit.meta, source: 'camera 1' } }));
    }
  }
  const seen: unknown[] = [];
  class Notice extends BaseStep<UploadContext<UploadParams>> {
    readonly name = 'notice';
    readonly progressWeight = 0.1;
    override execute({ organizedFiles, uploadedFiles, dataUnits }: UploadContext<UploadParams>): void {
      seen.push(
        organizedFiles.length,
        uploadedFiles.length,
        dataUnits.map(({ id }) => typeof id),
      );
    }
  }
  class Customized extends UploadAction {
    override setupSteps(registry: StepRegistry<UploadContext<UploadParams>>): void {
      void super.setupSteps(registry);
      registry.insertAfter('organize_files', new OnlyCats());
      registry.insertBefore('upload_files', new AddSource());
      registry.replace('cleanup', new Notice());
      registry.unregister('analyze_collection');
    }
  }
  const files = { 'cat1.jpg': 'one', 'cat2.jpg': 'two', 'cow.jpg': 'three' };
  const { result, steps } = await run(Customized, fill(makeFolder(), files));
  expect(steps).toEqual([
    'initialize',
    'validate_files',
    'organize_files',
    'only_cats',
    'generate_data_units',
    'add_source',
    'upload_files',
    'process_metadata',
    'notice',
  ]);
  expect(seen).toEqual([2, 2, ['number', 'number']]);
  expect(result.uploaded_count).toBe(2);
  const { items } = await client.dataUnits.list({ data_collection, ordering: '-id', page_size: 2 });
  expect(items.map(({ meta }) => meta!['source'])).toEqual(['camera 1', 'camera 1']);
});

test('the context has organizedFiles, uploadedFiles and dataUnits', () => {
  expectTypeOf<UploadContext['organizedFiles'][number]['files']>().toHaveProperty('image');
  expectTypeOf<UploadContext['uploadedFiles'][number]['checksum']>().toEqualTypeOf<string>();
  expectTypeOf<UploadContext['dataUnits'][number]['id']>().toEqualTypeOf<number | undefined>();
});
