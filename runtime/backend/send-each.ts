import { BackendError } from '../errors/backend-error.ts';
import type { Backend, CallOptions, FileToSend, SendOptions } from './backend.ts';
import { settleAll } from './settle-all.ts';

/** Makes a data file of each file, by an upload of its own that goes on where it was cut. What fails is an error in its place; a cancellation ends it all. */
export async function sendEach(backend: Backend, files: readonly FileToSend[], options: SendOptions): Promise<readonly (number | Error)[]> {
  const { concurrency = 10, signal, onSent } = options;
  const sendOne = async (file: FileToSend): Promise<number | Error> => {
    signal?.throwIfAborted();
    try {
      const id = await send(backend, file, { signal });
      onSent?.();
      return id;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof Error) return error;
      throw error;
    }
  };
  return settleAll(files, concurrency, sendOne);
}

async function send(backend: Backend, { path, filename, id, checksum }: FileToSend, { signal }: CallOptions): Promise<number> {
  const upload = await backend.upload(path, { id, filename, ...(signal && { signal }) });
  signal?.throwIfAborted(); // whoever ended it may be undoing it already
  const created = await backend.dataFiles.create({ chunked_upload: upload.id }, { signal });
  if (created.checksum === checksum) return created.id;
  await backend.dataFiles.remove(created.id, { signal });
  throw new BackendError(`${path} was changed while it was sent`, { code: 'FILE_CHANGED' });
}
