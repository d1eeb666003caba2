import type { Backend } from './backend.ts';

/** What is iterated over; everything else of a backend is a promise. */
const ITERATED = new Set<string | symbol>(['all', 'tailLogs']);
const OF_BACKEND = new Set<string | symbol>([
  'upload',
  'sendDataFiles',
  'findChecksums',
  'download',
  'updateJob',
  'createLogs',
  'tailLogs',
  'annotateTask',
]);

type Method = (...args: readonly unknown[]) => unknown;

/** A backend that is opened by the first call to it: a run that never asks costs nothing. */
export function lazyBackend(open: () => Promise<Backend>): Backend {
  let opened: Promise<Backend> | undefined;
  let backend: Backend | undefined;
  const get = (): Promise<Backend> => (opened ??= open().then((it) => (backend = it)));
  const call = (find: (backend: Backend) => unknown, name: string): Method =>
    ITERATED.has(name) ? iterate(get, find, name) : ask(get, find, name);
  const collections = new Map<string, object>();
  const collection = (resource: string): object => {
    const find = (backend: Backend): unknown => backend[resource as keyof Backend];
    const made = collections.get(resource) ?? new Proxy({}, { get: (_, name) => (isName(name) ? call(find, name) : undefined) });
    collections.set(resource, made);
    return made;
  };
  return new Proxy({} as Backend, {
    get: (_, name) => {
      if (!isName(name)) return undefined;
      if (name === 'close') return async (): Promise<void> => (await opened?.catch(() => undefined))?.close();
      if (name === 'updateJobNow') return ((id, update) => backend?.updateJobNow?.(id, update) ?? false) satisfies Backend['updateJobNow'];
      return OF_BACKEND.has(name) ? call((backend) => backend, name) : collection(name);
    },
  });
}

/** It is no promise itself, whoever awaits it. */
function isName(name: string | symbol): name is string {
  return typeof name === 'string' && name !== 'then' && name !== 'toJSON';
}

function ask(get: () => Promise<Backend>, find: (backend: Backend) => unknown, name: string): Method {
  return async (...args) => {
    const target = find(await get()) as Record<string, Method>;
    return target[name]!(...args);
  };
}

function iterate(get: () => Promise<Backend>, find: (backend: Backend) => unknown, name: string): Method {
  return async function* (...args) {
    const target = find(await get()) as Record<string, Method>;
    yield* target[name]!(...args) as AsyncIterable<unknown>;
  };
}
