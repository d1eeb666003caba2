import type { Backend } from '../../../backend/backend.ts';
import type { RuntimeContext } from '../../../context/runtime-context.ts';
import { LocalSource } from './local-source.ts';
import type { UploadSource } from './upload-source.ts';

/** A backend's storage, or the folders of this machine where none is named. Throws NotFoundError, StorageError. */
export async function openSource(client: Backend, storage: number | undefined, { env, signal }: RuntimeContext): Promise<UploadSource> {
  if (storage === undefined) return new LocalSource();
  const record = await client.storages.get(storage, { signal });
  const { location } = record.configuration;
  const isFolder = (record.provider === 'file_system' || record.provider === 'local') && typeof location === 'string';
  if (isFolder && !location.startsWith('file:')) return new LocalSource(location); // its files need not be copied
  const [{ openStorage }, { StorageSource }] = await Promise.all([
    import('../../../storage/open-storage.ts'),
    import('./storage-source.ts'),
  ]);
  return new StorageSource(await openStorage(record, { env }));
}
