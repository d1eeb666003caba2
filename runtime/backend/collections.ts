import type { Collection } from './backend.ts';
import { RESOURCE_NAMES, type ResourceName } from './resource.ts';

/** The objects of every resource, by its name. */
export type Collections = { readonly [N in ResourceName]: Collection<N> };

/** One of a kind for each resource. */
export function makeCollections(make: <N extends ResourceName>(name: N) => Collection<N>): Collections {
  return Object.fromEntries(RESOURCE_NAMES.map((name) => [name, make(name)])) as unknown as Collections;
}
