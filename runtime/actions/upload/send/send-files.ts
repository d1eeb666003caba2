import { settleAll } from '../../../backend/settle-all.ts';
import { clientOf } from '../../client-of.ts';
import { nothingLeft } from '../nothing-left.ts';
import { findCollection } from '../organize/find-collection.ts';
import { missingReason } from '../organize/organize-files.ts';
import { SourceFileError } from '../source/source-file-error.ts';
import type { FetchedFile, UploadSource } from '../source/upload-source.ts';
import type { AnyUpload } from '../steps/upload-step.ts';
import type { UploadDataUnit, UploadedFile } from '../upload-items.ts';
import { batchBy } from './batch-by.ts';
import { FileSender } from './file-sender.ts';

/** Copies of a storage's files that are on this machine at a time. */
const MOST_BYTES = 1024 ** 3;

/** Sends the files of all data units, some at a time. A file that cannot be read is left out, and a unit that lacks it then too. Throws BackendError UPLOAD_FAILED. */
export async function sendFiles(context: AnyUpload): Promise<void> {
  const { asked } = context;
  const isRepeated = !asked.beganHere || asked.isSending;
  asked.isSending = true;
  context.uploadedFiles = [];
  const [settings, source] = await Promise.all([context.settings(), context.source()]);
  const total = context.dataUnits.reduce((count, { files }) => count + Object.keys(files).length, 0);
  let done = 0;
  const report = (): void => {
    context.setProgress(Math.min(++done, total), total);
    context.setMetrics({ success: context.uploadedFiles.length, failed: context.rejected.length, stand_by: total - done }, 'data_files');
  };
  const sender = new FileSender(context, clientOf(context.ctx), settings, isRepeated);
  const kept: UploadDataUnit[] = [];
  for (const batch of batchBy(context.dataUnits, { count: settings.upload_batch_size, size: MOST_BYTES }, sizeOf)) {
    const fetched = await fetchAll(batch, source, context, settings.upload_max_workers);
    try {
      const units = await withoutUnread(batch, fetched, context);
      const files = units.flatMap((unit) => Object.values(unit.files)).map((file) => ({ ...file, ...fetched.get(file.key)! }));
      const sent: UploadedFile[] = await sender.send(files, report);
      context.uploadedFiles.push(...sent);
      kept.push(...units);
    } finally {
      await Promise.all([...fetched.values()].map((file) => source.giveBack(file)));
    }
  }
  if (kept.length === 0) throw nothingLeft(context.rejected);
  context.dataUnits = kept;
}

function sizeOf({ files }: UploadDataUnit): { readonly count: number; readonly size: number } {
  const sizes = Object.values(files).map(({ size }) => size);
  return { count: sizes.length, size: sizes.reduce((sum, size) => sum + size, 0) };
}

async function fetchAll(
  units: readonly UploadDataUnit[],
  source: UploadSource,
  context: AnyUpload,
  concurrency: number,
): Promise<Map<string, FetchedFile>> {
  const { signal } = context;
  const fetched = new Map<string, FetchedFile>();
  const fetchOne = async (key: string): Promise<void> => {
    try {
      const file = await source.fetch(key, signal);
      if (file.size > 0) fetched.set(key, file);
      else context.reject(key, 'it is empty');
    } catch (error) {
      if (!(error instanceof SourceFileError)) throw error;
      context.reject(key, error.message);
    }
  };
  const keys = units.flatMap(({ files }) => Object.values(files).map(({ key }) => key));
  try {
    await settleAll(keys, concurrency, fetchOne);
  } catch (error) {
    await Promise.all([...fetched.values()].map((file) => source.giveBack(file)));
    throw error;
  }
  return fetched;
}

/** Units without the files that could not be read; none of a unit that lacks one that it must have. */
async function withoutUnread(
  units: readonly UploadDataUnit[],
  fetched: ReadonlyMap<string, FetchedFile>,
  context: AnyUpload,
): Promise<UploadDataUnit[]> {
  const { file_specifications: specifications = [] } = await findCollection(context);
  return units.flatMap((unit) => {
    const files = Object.fromEntries(Object.entries(unit.files).filter(([, { key }]) => fetched.has(key)));
    const missing = specifications.find(({ name, is_required }) => is_required === true && files[name] === undefined);
    if (missing !== undefined) for (const { key } of Object.values(files)) context.reject(key, missingReason(unit.name, missing));
    return missing === undefined && Object.keys(files).length > 0 ? [{ ...unit, files }] : [];
  });
}
