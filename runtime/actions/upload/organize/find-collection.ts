import type { DataCollection } from '../../../../generated/backend/data-collection/types.ts';
import { ActionsmithError } from '../../../errors/actionsmith-error.ts';
import { suggest } from '../../../validation/suggest.ts';
import { clientOf } from '../../client-of.ts';
import { foldersOf } from '../read-settings.ts';
import type { AnyUpload } from '../steps/upload-step.ts';

/** The collection that receives the data; asked for once. Throws NotFoundError, ActionsmithError BAD_COLLECTION. */
export async function findCollection(context: AnyUpload): Promise<DataCollection> {
  if (context.collection !== undefined) return context.collection;
  const settings = await context.settings();
  const { data_collection: id } = settings;
  const collection = await clientOf(context.ctx).dataCollections.get(id, { signal: context.signal });
  const names = (collection.file_specifications ?? []).map(({ name }) => name);
  if (names.length === 0)
    throw new ActionsmithError(`data collection ${id} says not which files its data units have: give it file specifications`, {
      code: 'BAD_COLLECTION',
    });
  for (const { specification } of foldersOf(settings)) {
    if (specification === undefined || names.includes(specification)) continue;
    const near = suggest(specification, names);
    const help = near === undefined ? `it has ${names.join(', ')}` : `did you mean ${JSON.stringify(near)}?`;
    throw new ActionsmithError(
      `data collection ${id} has no file specification ${JSON.stringify(specification)}, which params.assets names; ${help}`,
      { code: 'BAD_COLLECTION' },
    );
  }
  return (context.collection = collection);
}
