/** Entry `actionsmith/storage`: where files are kept, whatever keeps them. Libraries of clouds are packages of your own choice. */
export { openStorage, type OpenStorageOptions } from './open-storage.ts';
export type { StorageRecord } from './parse-storage-url.ts';
export { StorageError, type StorageErrorCode } from './storage-error.ts';
export type { ReadOptions, Storage, StorageCallOptions, StorageEntry, StorageSource } from './storage.ts';
