import { clientOf } from '../../client-of.ts';
import { findTasks, findUnits } from '../send/find-units.ts';
import type { AnyUpload } from '../steps/upload-step.ts';
import { removeAll } from './remove-all.ts';

/** Removes the tasks and data units that this upload has made, and gives their numbers; the backend is asked which: an answer may have been lost. Throws NOT_UNDONE. */
export async function undoUnits(context: AnyUpload): Promise<{ readonly tasks: number; readonly data_units: number }> {
  const { begun, signal } = context;
  const client = clientOf(context.ctx);
  const { data_collection, project } = await context.settings();
  const ids = [...(await findUnits(client, data_collection, begun, signal)).values()];
  const tasks = project === undefined ? [] : (await findTasks(client, project, ids, signal)).map(({ id }) => id);
  const removedTasks = await removeAll('tasks', tasks, (id) => client.tasks.remove(id, { signal }));
  const removedUnits = await removeAll('data units', ids, (id) => client.dataUnits.remove(id, { signal }));
  for (const unit of context.dataUnits) unit.id = undefined;
  if (removedUnits > 0) context.logMessage(`removed what was saved: ${removedUnits} data units, ${removedTasks} tasks`);
  return { tasks: removedTasks, data_units: removedUnits };
}
