import pMap from 'p-map';
import { clientOf } from '../../client-of.ts';
import { findSent } from '../send/file-sender.ts';
import { SourceFileError } from '../source/source-file-error.ts';
import type { AnyUpload } from '../steps/upload-step.ts';
import { removeAll } from './remove-all.ts';

/** Removes the data files that this upload has made, and gives their number; also those whose answer was lost, and what a killed run has left. Throws NOT_UNDONE. */
export async function undoFiles(context: AnyUpload): Promise<{ readonly data_files: number }> {
  const { asked, begun, signal } = context;
  const client = clientOf(context.ctx);
  if (!asked.beganHere) await askForEarlier(context);
  const ids = new Set<number>();
  await pMap(
    asked.uploads,
    async ([checksum, { dataFile }]) => {
      const id = dataFile ?? (await findSent(client, begun.upload, checksum, signal)).dataFile;
      if (id !== undefined) ids.add(id);
    },
    { concurrency: 10 },
  );
  const count = await removeAll('data files', [...ids], (id) => client.dataFiles.remove(id, { signal }));
  asked.uploads.clear();
  if (count > 0) context.logMessage(`removed what was uploaded: ${count} data files`);
  return { data_files: count };
}

/** A killed run has sent some of these; which, the backend knows. */
async function askForEarlier(context: AnyUpload): Promise<void> {
  const { asked, signal } = context;
  const { findFiles } = await import('../source/find-files.ts');
  const [source, { upload_max_workers: concurrency }] = await Promise.all([context.source(), context.settings()]);
  const known = new Set(context.uploadedFiles.map(({ key }) => key));
  const rest = (context.files ?? (await findFiles(context))).filter(({ key }) => !known.has(key));
  await pMap(
    rest,
    async ({ key }) => {
      try {
        const file = await source.fetch(key, signal);
        await source.giveBack(file);
        if (!asked.uploads.has(file.checksum)) asked.uploads.set(file.checksum, { id: '' });
      } catch (error) {
        if (!(error instanceof SourceFileError)) throw error; // one that cannot be read was not sent either
      }
    },
    { concurrency },
  );
}
