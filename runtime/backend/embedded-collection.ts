import { pathToFileURL } from 'node:url';
import type { CallOptions, Collection, GetOptions, ListFilters, Page } from './backend.ts';
import type { LinkToFile } from './links.ts';
import type { CreateOf, ItemOf, ResourceName } from './resource.ts';
import { createObjects } from './store/create-object.ts';
import type { Stored } from './store/documents.ts';
import { readListQuery, writeCursor } from './store/list-query.ts';
import { present } from './store/present.ts';
import type { Store } from './store/store.ts';

/** The objects of one resource, in the folder of a backend. */
export class EmbeddedCollection<N extends ResourceName> implements Collection<N> {
  readonly #store: Store;
  readonly #name: N;
  readonly #tenant: string;
  readonly #link: LinkToFile;

  constructor(store: Store, name: N, tenant: string) {
    this.#store = store;
    this.#name = name;
    this.#tenant = tenant;
    this.#link = ({ sha256 }): string => pathToFileURL(store.blobs.pathOf(sha256)).href;
  }

  async get(id: number | string, { expand }: GetOptions = {}): Promise<ItemOf<N>> {
    return this.#show(this.#store.documents.get(this.#name, this.#tenant, id), expand);
  }

  async list(filters: ListFilters = {}): Promise<Page<ItemOf<N>>> {
    const query = readListQuery(this.#name, filters);
    const { count, items, next } = this.#store.documents.list(this.#name, this.#tenant, query);
    return {
      count,
      items: items.map((stored) => this.#show(stored, query.expand)),
      cursor: next === undefined ? undefined : writeCursor(next, count),
    };
  }

  async *all(filters: ListFilters = {}, { signal }: CallOptions = {}): AsyncGenerator<ItemOf<N>> {
    for (let cursor: string | undefined; ;) {
      signal?.throwIfAborted();
      const page = await this.list({ ...filters, ...(cursor !== undefined && { cursor }) });
      yield* page.items;
      cursor = page.cursor;
      if (cursor === undefined) return;
    }
  }

  async create(input: CreateOf<N>): Promise<ItemOf<N>> {
    const [created] = createObjects(this.#store, this.#name, this.#tenant, [input]);
    return this.#show(created!);
  }

  async createAll(inputs: readonly CreateOf<N>[]): Promise<ItemOf<N>[]> {
    return createObjects(this.#store, this.#name, this.#tenant, inputs, []).map((stored) => this.#show(stored));
  }

  async remove(id: number | string): Promise<void> {
    this.#store.documents.remove(this.#name, this.#tenant, id);
  }

  #show(stored: Stored, expand?: readonly string[]): ItemOf<N> {
    return present(this.#name, stored, { store: this.#store, tenant: this.#tenant, link: this.#link, expand }) as unknown as ItemOf<N>;
  }
}
