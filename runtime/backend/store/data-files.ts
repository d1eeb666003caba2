import type { Stored } from './documents.ts';
import type { Store } from './store.ts';

/** The newest data file of a tenant with this content, by any of its checksums. */
export function findDataFile(store: Store, tenant: string, checksum: string): Stored | undefined {
  const text = checksum.toLowerCase();
  const column = { 64: 'sha256', 40: 'sha1', 32: 'md5' }[text.length];
  if (column === undefined) return undefined;
  const sql = `select data_files.id as id from blobs join data_files on data_files.blob = blobs.sha256
    where blobs.${column} = ? and data_files.tenant = ? order by data_files.id desc limit 1`;
  const row = store.db.get(sql, text, tenant);
  return row && store.documents.find('dataFiles', tenant, Number(row['id']));
}

/** The name under which the file of an object is read. */
export function filenameOf(doc: Stored['doc']): string {
  return typeof doc['filename'] === 'string' ? doc['filename'] : 'file';
}
