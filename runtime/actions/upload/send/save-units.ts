import type { DataUnitCreate } from '../../../../generated/backend/data-unit-create/types.ts';
import type { Backend } from '../../../backend/backend.ts';
import { settleAll } from '../../../backend/settle-all.ts';
import { ActionsmithError, isActionsmithError } from '../../../errors/actionsmith-error.ts';
import { backoffMs, pause } from '../../../timing/backoff.ts';
import { clientOf } from '../../client-of.ts';
import type { AnyUpload } from '../steps/upload-step.ts';
import type { UploadDataUnit } from '../upload-items.ts';
import { batchBy } from './batch-by.ts';
import { findTasks, findUnits } from './find-units.ts';

/** Of one request, in characters of JSON. */
const MOST_CHARACTERS = 2 * 1024 ** 2;

/** Saves the data units with their metadata, all of a request or none, and the tasks of the project. What is there already, of an attempt or a run before, is not made again. */
export async function saveUnits(context: AnyUpload): Promise<void> {
  const { asked, signal } = context;
  const isRepeated = !asked.beganHere || asked.isSaving;
  asked.isSaving = true;
  const client = clientOf(context.ctx);
  const settings = await context.settings();
  const checksums = new Map(context.uploadedFiles.map(({ key, checksum }) => [key, checksum]));
  const inputs = context.dataUnits.map((unit) => ({ unit, input: toCreate(unit, settings.data_collection, checksums) }));
  const there = isRepeated ? await findUnits(client, settings.data_collection, context.begun, signal) : new Map<string, number>();
  for (const unit of context.dataUnits) unit.id = there.get(unit.key);
  const waiting = inputs.filter(({ unit }) => unit.id === undefined);
  const total = inputs.length;
  const report = (): void => {
    const success = context.dataUnits.filter(({ id }) => id !== undefined).length;
    context.setProgress(success, total);
    context.setMetrics({ success, failed: 0, stand_by: total - success }, 'data_units');
  };
  const batches = batchBy(waiting, { count: settings.creating_data_unit_batch_size, size: MOST_CHARACTERS }, ({ input }) => ({
    count: 1,
    size: JSON.stringify(input).length,
  }));
  report();
  await settleAll(batches, settings.creating_data_unit_max_workers, async (batch) => {
    await insist(settings.upload_max_retries, signal, async (attempt) => {
      const made = attempt > 1 ? await findUnits(client, settings.data_collection, context.begun, signal) : undefined;
      const isMade = made?.has(batch[0]!.unit.key) === true; // all of a request or none
      const ids = isMade
        ? batch.map(({ unit }) => made.get(unit.key)!)
        : (
            await client.dataUnits.createAll(
              batch.map(({ input }) => input),
              { signal },
            )
          ).map(({ id }) => id);
      for (const [index, { unit }] of batch.entries()) unit.id = ids[index]!;
    });
    report();
  });
  if (settings.project !== undefined) await saveTasks(context, client, settings.project, settings.creating_data_unit_batch_size);
}

function toCreate(
  { name, files, meta, groups }: UploadDataUnit,
  data_collection: number,
  checksums: ReadonlyMap<string, string>,
): DataUnitCreate {
  const sent = Object.entries(files).map(([specification, file]) => {
    const checksum = checksums.get(file.key);
    if (checksum !== undefined) return [specification, { checksum, path: file.name }] as const;
    throw new ActionsmithError(`data unit ${JSON.stringify(name)} has a file that no step has uploaded: ${file.key}`, {
      code: 'UPLOAD_FILE_MISSING',
    });
  });
  return { data_collection, files: Object.fromEntries(sent), meta, ...(groups !== undefined && { groups: [...groups] }) };
}

async function saveTasks(context: AnyUpload, client: Backend, project: number, count: number): Promise<void> {
  const { signal } = context;
  const { upload_max_retries: retries } = await context.settings();
  const ids = context.dataUnits.map(({ id }) => id!);
  for (const batch of batchBy(ids, { count: Math.min(count, 1_000), size: Infinity }, () => ({ count: 1, size: 0 }))) {
    await insist(retries, signal, async () => {
      const there = new Set((await findTasks(client, project, batch, signal)).map((task) => task.data_unit));
      const missing = batch.filter((id) => !there.has(id));
      await client.tasks.createAll(
        missing.map((data_unit) => ({ project, data_unit })),
        { signal },
      );
    });
    context.taskCount += batch.length;
  }
}

/** Again while a failure may pass. */
async function insist(retries: number, signal: AbortSignal, work: (attempt: number) => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt > retries || !isActionsmithError(error) || !error.retryable) throw error;
      await pause(backoffMs(attempt), signal);
    }
  }
}
