import { randomUUID } from 'node:crypto';
import type { Issue } from '../../validation/issue.ts';
import type { Validator } from '../../validation/validator.ts';
import { BackendConflict } from '../errors/http-errors.ts';
import { RESOURCES, type ResourceName } from '../resource.ts';
import { checkInput, refusal } from './check-input.ts';
import { CREATE_CHECKS } from './create-checks.ts';
import { findDataFile } from './data-files.ts';
import type { Stored } from './documents.ts';
import type { Store } from './store.ts';

/**
 * Makes objects, all of them or none. What they refer to must be there. An upload, and the id of a job, make an object once: asked again, it is the one that
 * is there. `at`: where they are in what was sent. Throws BackendValidationError, BackendConflict.
 */
export function createObjects(store: Store, name: ResourceName, tenant: string, inputs: readonly unknown[], at?: Issue['path']): Stored[] {
  const placeOf = (index: number): Issue['path'] => (at === undefined ? [] : [...at, index]);
  const validator = CREATE_CHECKS[name] as Validator<unknown, object>;
  const checked = inputs.map((input, index) => checkInput(validator, input, placeOf(index)));
  return store.db.write(() => checked.map((input, index) => createOne(store, name, tenant, input, placeOf(index))));
}

function createOne(store: Store, name: ResourceName, tenant: string, input: object, at: Issue['path']): Stored {
  const { chunked_upload: upload, ...given } = input as Record<string, unknown>;
  const doc = { ...DEFAULTS[name]?.(), ...given };
  checkReferences(store, name, tenant, doc, at);
  if (upload === undefined) return insert(store, name, tenant, doc);
  if (store.uploads.find(tenant, String(upload)) === undefined)
    throw refusal([{ path: [...at, 'chunked_upload'], message: `is not there (got ${JSON.stringify(upload)})` }]);
  const { blob, filename, usedBy } = store.uploads.use(tenant, String(upload));
  if (usedBy !== null) return usedBefore(store, name, tenant, usedBy, doc);
  const created = insert(store, name, tenant, { filename, ...doc }, blob);
  store.uploads.markUsed(String(upload), `${name}/${created.id}`);
  return created;
}

const DEFAULTS: { readonly [N in ResourceName]?: () => Record<string, unknown> } = {
  jobs: () => ({ id: randomUUID(), status: 'PENDING' }),
  tasks: () => ({ is_discarded: false }),
  assignments: () => ({ is_discarded: false }),
  storages: () => ({ is_default: false }),
};

function insert(store: Store, name: ResourceName, tenant: string, doc: Record<string, unknown>, blob?: string): Stored {
  const { key: parts, isNamed } = RESOURCES[name];
  const key = parts?.map((part) => String(doc[part])).join('@');
  const known = isNamed && key !== undefined ? store.documents.find(name, tenant, key) : undefined;
  return known ?? store.documents.insert(name, tenant, { doc, key, blob });
}

/** Whoever lost the answer asks again; whoever wants something else with the same upload is told. */
function usedBefore(store: Store, name: ResourceName, tenant: string, usedBy: string, doc: Record<string, unknown>): Stored {
  const [other, id = ''] = usedBy.split('/');
  const before = other === name ? store.documents.find(name, tenant, Number(id)) : undefined;
  const isSame = before !== undefined && Object.entries(doc).every(([field, value]) => isEqual(before.doc[field], value));
  if (isSame) return before;
  throw new BackendConflict(`the upload has been used already: ${usedBy}`);
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function checkReferences(store: Store, name: ResourceName, tenant: string, doc: Record<string, unknown>, at: Issue['path']): void {
  const issues: Issue[] = [];
  for (const [field, target] of Object.entries(RESOURCES[name].references ?? {})) {
    for (const id of [doc[field] ?? []].flat() as (number | string)[]) {
      if (store.documents.find(target, tenant, id) !== undefined) continue;
      if (target === 'plugins') store.documents.insert('plugins', tenant, { doc: { code: id }, key: String(id) });
      else
        issues.push({ path: [...at, field], message: `names a ${RESOURCES[target].schema} that is not there (got ${JSON.stringify(id)})` });
    }
  }
  for (const [spec, file] of Object.entries((doc['files'] ?? {}) as Record<string, { checksum: string }>)) {
    if (findDataFile(store, tenant, file.checksum) === undefined)
      issues.push({ path: [...at, 'files', spec, 'checksum'], message: `is of no data file (got ${JSON.stringify(file.checksum)})` });
  }
  if (issues.length > 0) throw refusal(issues);
}
