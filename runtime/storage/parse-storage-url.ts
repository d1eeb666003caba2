import { StorageError } from './storage-error.ts';

/** A storage as a backend's record names it (schemas/backend/storage). */
export interface StorageRecord {
  readonly provider: string;
  readonly configuration: Readonly<Record<string, unknown>>;
}

/**
 * `s3://bucket/prefix`, `gs://bucket/prefix`, `azure://account/container/prefix`, `sftp://user@host:22/folder`, `https://host/folder`, `file:///folder`, or
 * the path of a folder. Throws BAD_STORAGE; credentials have no place in an address.
 */
export function parseStorageUrl(text: string): StorageRecord {
  if (!/^[a-z][a-z\d+.-]+:/i.test(text)) return { provider: 'file_system', configuration: { location: text } };
  if (!URL.canParse(text)) throw bad('is none');
  const url = new URL(text);
  if (url.password !== '' || url.search !== '' || url.hash !== '' || (url.username !== '' && url.protocol !== 'sftp:'))
    throw bad('must have no credentials and no query: give them as configuration');
  const path = decodeURIComponent(url.pathname);
  const [first = '', ...rest] = path.slice(1).split('/');
  switch (url.protocol) {
    case 'file:':
      return { provider: 'file_system', configuration: { location: path } };
    case 's3:':
      return { provider: 'amazon_s3', configuration: { bucket_name: url.host, prefix: path.slice(1) } };
    case 'gs:':
      return { provider: 'gcp', configuration: { bucket_name: url.host, prefix: path.slice(1) } };
    case 'azure:':
      return { provider: 'azure', configuration: { account_name: url.host, container_name: first, prefix: rest.join('/') } };
    case 'sftp:':
      return {
        provider: 'sftp',
        configuration: { host: url.hostname, port: url.port || 22, username: decodeURIComponent(url.username), root_path: path || '/' },
      };
    case 'http:':
    case 'https:':
      return { provider: 'http', configuration: { base_url: url.href } };
    default:
      throw bad('begins with none of file, s3, gs, azure, sftp, http and https');
  }
}

function bad(problem: string): StorageError {
  return new StorageError(`the address of the storage ${problem}`, { code: 'BAD_STORAGE' });
}
