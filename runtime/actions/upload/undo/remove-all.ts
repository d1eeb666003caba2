import pMap from 'p-map';
import { isBackendHttpError } from '../../../backend/errors/http-errors.ts';
import { ActionsmithError } from '../../../errors/actionsmith-error.ts';
import { messageOf } from '../../../errors/message-of.ts';

const SHOWN = 20;

/** Removes objects of the backend, and gives their number. What is gone counts. Throws ActionsmithError NOT_UNDONE with the ids of those that are left. */
export async function removeAll(what: string, ids: readonly number[], remove: (id: number) => Promise<void>): Promise<number> {
  const left: { readonly id: number; readonly error: unknown }[] = [];
  await pMap(
    ids,
    async (id) => {
      try {
        await remove(id);
      } catch (error) {
        if (!isBackendHttpError(error, 404)) left.push({ id, error });
      }
    },
    { concurrency: 10 },
  );
  if (left.length === 0) return ids.length;
  const shown = left.slice(0, SHOWN).map(({ id }) => id);
  const names = shown.join(', ') + (left.length > SHOWN ? ` and ${left.length - SHOWN} more` : '');
  throw new ActionsmithError(`${left.length} of ${ids.length} ${what} could not be removed (${names}): ${messageOf(left[0]!.error)}`, {
    code: 'NOT_UNDONE',
    cause: left[0]!.error,
    details: { removed: ids.length - left.length, left: left.map(({ id }) => id) },
  });
}
