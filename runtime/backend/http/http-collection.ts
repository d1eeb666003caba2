import type { CallOptions, Collection, GetOptions, ListFilters, Page } from '../backend.ts';
import { type CreateOf, type ItemOf, RESOURCES, type ResourceName } from '../resource.ts';
import { readItem, readItems, readPage } from './read-answer.ts';
import type { BackendHttp } from './backend-http.ts';

/** The objects of one resource, behind HTTP. */
export class HttpCollection<N extends ResourceName> implements Collection<N> {
  readonly #http: BackendHttp;
  readonly #name: N;
  readonly #path: string;

  constructor(http: BackendHttp, name: N) {
    this.#http = http;
    this.#name = name;
    this.#path = `${RESOURCES[name].paths[0]}/`;
  }

  async get(id: number | string, { expand = [], signal }: GetOptions = {}): Promise<ItemOf<N>> {
    const query = expand.length > 0 ? { expand: expand.join(',') } : {};
    return readItem(await this.#http.send({ method: 'GET', path: this.#pathOf(id), query, signal }));
  }

  async list(filters: ListFilters = {}, { signal }: CallOptions = {}): Promise<Page<ItemOf<N>>> {
    return readPage(await this.#http.send({ method: 'GET', path: this.#path, query: queryOf(filters), signal }));
  }

  async *all(filters: ListFilters = {}, options: CallOptions = {}): AsyncGenerator<ItemOf<N>> {
    for (let cursor: string | undefined; ;) {
      const page = await this.list({ ...filters, cursor: cursor ?? filters['cursor'] }, options);
      yield* page.items;
      cursor = page.cursor;
      if (cursor === undefined) return;
    }
  }

  /** Repeated where the answer is lost only if it makes no second object: with an upload, or an id. */
  async create(input: CreateOf<N>, { signal }: CallOptions = {}): Promise<ItemOf<N>> {
    return readItem(await this.#post(input, makesOne(this.#name, input), signal));
  }

  async createAll(inputs: readonly CreateOf<N>[], { signal }: CallOptions = {}): Promise<ItemOf<N>[]> {
    if (inputs.length === 0) return [];
    return readItems(
      await this.#post(
        inputs,
        inputs.every((input) => makesOne(this.#name, input)),
        signal,
      ),
    );
  }

  async remove(id: number | string, { signal }: CallOptions = {}): Promise<void> {
    await this.#http.send({ method: 'DELETE', path: this.#pathOf(id), signal });
  }

  #pathOf(id: number | string): string {
    return `${this.#path}${encodeURIComponent(id)}/`;
  }

  #post(body: unknown, isIdempotent: boolean, signal: AbortSignal | undefined): ReturnType<BackendHttp['send']> {
    return this.#http.send({ method: 'POST', path: this.#path, json: JSON.stringify(body), isIdempotent, signal });
  }
}

function makesOne(name: ResourceName, input: object): boolean {
  return ('chunked_upload' in input && input.chunked_upload !== undefined) || (RESOURCES[name].isNamed === true && 'id' in input);
}

function queryOf(filters: ListFilters): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}
