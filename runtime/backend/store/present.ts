import type { LinkToFile } from '../links.ts';
import { RESOURCES, type ResourceName } from '../resource.ts';
import { filenameOf, findDataFile } from './data-files.ts';
import type { Stored } from './documents.ts';
import type { Store } from './store.ts';

export interface Presentation {
  readonly store: Store;
  readonly tenant: string;
  readonly link: LinkToFile;
  readonly expand?: readonly string[] | undefined;
  /** Only these; all where there are none. */
  readonly fields?: readonly string[] | undefined;
}

type Shown = Record<string, unknown>;

/** An object as its readers see it: with its id and times, the address of its file, and what they asked to see in the place of ids. */
export function present(name: ResourceName, stored: Stored, presentation: Presentation): Shown {
  const { isNamed } = RESOURCES[name];
  const shown: Shown = { ...stored.doc, id: isNamed ? stored.key : stored.id, created_at: stored.createdAt, updated_at: stored.updatedAt };
  if (stored.blob !== null) Object.assign(shown, fileOf(name, stored, presentation));
  if (isObject(shown['files'])) shown['files'] = linkFiles(shown['files'], presentation);
  for (const field of presentation.expand ?? []) {
    const target = Object.hasOwn(RESOURCES[name].references ?? {}, field) ? RESOURCES[name].references![field] : undefined;
    const id = shown[field];
    if (target === undefined || (typeof id !== 'number' && typeof id !== 'string')) continue;
    const found = presentation.store.documents.find(target, presentation.tenant, id);
    if (found !== undefined) shown[field] = present(target, found, { ...presentation, expand: [], fields: [] });
  }
  const { fields = [] } = presentation;
  return fields.length === 0 ? shown : Object.fromEntries(Object.entries(shown).filter(([field]) => fields.includes(field)));
}

/** The files of a data unit as a list, for the lists that show nothing else of an object. */
export function presentFiles(unit: number | undefined, presentation: Presentation): Shown[] {
  const stored = unit === undefined ? undefined : presentation.store.documents.find('dataUnits', presentation.tenant, unit);
  const files = stored?.doc['files'];
  if (!isObject(files)) return [];
  return Object.entries(linkFiles(files, presentation)).map(([name, file]) => ({ name, ...file }));
}

function fileOf(name: ResourceName, { doc, blob }: Stored, { store, link }: Presentation): Shown {
  const { sha256, sha1, md5, size } = store.blobs.digestOf(blob!)!;
  const file = link({ sha256, filename: filenameOf(doc) });
  return { file, size, ...(name === 'dataFiles' ? { checksum: sha1, md5 } : { checksum: sha256 }) };
}

function linkFiles(files: Shown, { store, tenant, link }: Presentation): Record<string, Shown> {
  return Object.fromEntries(
    Object.entries(files).map(([name, file]) => {
      const shown = isObject(file) ? file : {};
      const found = findDataFile(store, tenant, String(shown['checksum']));
      const url = found?.blob == null ? undefined : link({ sha256: found.blob, filename: filenameOf(found.doc) });
      return [name, { ...shown, ...(url !== undefined && { url }) }];
    }),
  );
}

function isObject(value: unknown): value is Shown {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
