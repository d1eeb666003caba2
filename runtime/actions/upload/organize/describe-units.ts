import { metadataKey } from '../source/find-files.ts';
import { nameId } from '../send/upload-id.ts';
import type { AnyUpload } from '../steps/upload-step.ts';
import type { MetadataTable } from '../metadata/metadata-table.ts';
import type { OrganizedFile, UploadDataUnit } from '../upload-items.ts';
import { splitName } from './file-kinds.ts';

const SHOWN = 5;

/** The data units of the organized files, with what the spreadsheet says of each. Throws ActionsmithError BAD_METADATA. */
export async function describeUnits(context: AnyUpload): Promise<UploadDataUnit[]> {
  const { group_name: group } = await context.settings();
  const { upload } = context.begun;
  const key = await metadataKey(context);
  const table = key === undefined ? undefined : await readTable(context, key);
  const units = context.organizedFiles.map(({ name, files }): UploadDataUnit => {
    const unitKey = nameId(upload, 'unit', name);
    const meta = { ...table?.find(name, namesOf(files)), ...originOf(files), data_unit_key: unitKey, upload };
    return { key: unitKey, name, files, meta, ...(group !== undefined && { groups: [group] }) };
  });
  if (table !== undefined && key !== undefined) sayUnused(table, key, context);
  return units;
}

async function readTable(context: AnyUpload, key: string): Promise<MetadataTable> {
  const { readMetadata } = await import('../metadata/read-metadata.ts');
  return readMetadata(await context.source(), key, context.signal);
}

function namesOf(files: OrganizedFile['files']): string[] {
  return Object.values(files).map(({ name }) => name);
}

/** Of the first file: that is the one by which people know the unit. */
function originOf(files: OrganizedFile['files']): Readonly<Record<string, unknown>> {
  const [name = ''] = namesOf(files);
  const { stem, extension } = splitName(name.slice(name.lastIndexOf('/') + 1));
  return { origin_file_stem: stem, origin_file_extension: extension === '' ? '' : `.${extension}` };
}

function sayUnused({ unused, repeated }: MetadataTable, file: string, context: AnyUpload): void {
  if (unused.length > 0) context.logMessage(`metadata ${file} has rows of no data unit: ${shown(unused)}`, { context: 'warning' });
  if (repeated.length > 0)
    context.logMessage(`metadata ${file} has more than one row of ${shown(repeated)}: the first counts`, { context: 'warning' });
}

function shown(names: readonly string[]): string {
  return names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '');
}
