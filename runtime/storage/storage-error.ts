import { ActionsmithError, type ErrorOptions } from '../errors/actionsmith-error.ts';

export type StorageErrorCode =
  | 'BAD_KEY'
  | 'BAD_STORAGE'
  | 'STORAGE_CHANGED'
  | 'STORAGE_DENIED'
  | 'STORAGE_FAILED'
  | 'STORAGE_FULL'
  | 'STORAGE_LIBRARY_MISSING'
  | 'STORAGE_NOT_FOUND'
  | 'STORAGE_READ_ONLY'
  | 'STORAGE_UNREACHABLE';

/** What is wrong, and why in words. */
export interface StorageProblem {
  readonly code: StorageErrorCode;
  readonly why: string;
}

/** A storage that cannot be reached, or did not do what it was asked. Holds no credentials, and no error of a library: those hold requests. */
export class StorageError extends ActionsmithError {
  override readonly name: string = 'StorageError';
  declare readonly code: StorageErrorCode;

  constructor(message: string, { code, ...options }: ErrorOptions & { readonly code: StorageErrorCode }) {
    super(message, { code, retryable: code === 'STORAGE_UNREACHABLE', ...options });
  }
}
