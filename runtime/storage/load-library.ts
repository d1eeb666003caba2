import { StorageError } from './storage-error.ts';

/** What `import()` gives. Throws STORAGE_LIBRARY_MISSING that says what to install. */
export async function loadLibrary<T>(name: string, loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new StorageError(`this storage needs the package ${name}: npm install ${name}`, { code: 'STORAGE_LIBRARY_MISSING' });
  }
}
