import type { Annotation } from '../../../generated/backend/annotation/types.ts';
import { checkAnnotation } from '../../../generated/backend/annotation/validators.ts';
import { checkJobUpdate } from '../../../generated/backend/job-update/validators.ts';
import type { JobUpdate } from '../../../generated/backend/job-update/types.ts';
import { checkSetTags } from '../../../generated/backend/set-tags/validators.ts';
import { checkBackendLogEntries } from '../../../generated/backend-log-entries/validators.ts';
import { checkInput, refusal } from './check-input.ts';
import type { Stored } from './documents.ts';
import type { Store } from './store.ts';

/** Each part replaces the one before. Throws BackendValidationError, NotFoundError. */
export function updateJob(store: Store, tenant: string, id: string, update: unknown): Stored {
  const checked: JobUpdate = checkInput(checkJobUpdate, update);
  const updated = store.documents.update('jobs', tenant, id, () => checked as Record<string, unknown>);
  store.logs.announce(tenant, id);
  return updated;
}

/** One entry or a list of them. Throws BackendValidationError. */
export async function writeLogs(store: Store, tenant: string, entries: unknown): Promise<void> {
  await store.logs.add(tenant, [checkInput(checkBackendLogEntries, entries)].flat());
}

/** Throws BackendValidationError, NotFoundError. */
export function annotateTask(store: Store, tenant: string, id: number | string, input: unknown): Stored {
  const { action, data }: Annotation = checkInput(checkAnnotation, input);
  return store.documents.update('tasks', tenant, id, () => ({ data, ...(action === 'submit' && { status_label: 'submitted' }) }));
}

/** Of tasks or assignments, all of them or none. Throws BackendValidationError. */
export function setTags(store: Store, tenant: string, name: 'tasks' | 'assignments', input: unknown): void {
  const { ids, tags, action = 'add' } = checkInput(checkSetTags, input);
  store.db.write(() => {
    const missing = ids.findIndex((id) => store.documents.find(name, tenant, id) === undefined);
    if (missing >= 0) throw refusal([{ path: ['ids', missing], message: `is not there (got ${ids[missing]})` }]);
    for (const id of ids) store.documents.update(name, tenant, id, ({ tags: before }) => ({ tags: withTags(before, tags, action) }));
  });
}

function withTags(before: unknown, tags: readonly number[], action: 'add' | 'remove'): number[] {
  const known = Array.isArray(before) ? (before as number[]) : [];
  return action === 'add' ? [...new Set([...known, ...tags])] : known.filter((tag) => !tags.includes(tag));
}
