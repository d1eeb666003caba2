import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Place } from '../diagnostics/types.ts';
import type { PluginModel } from '../model/plugin-model.ts';
import { closeSchema } from '../model/schema/close-schema.ts';
import { definitionFills } from '../model/schema/fills-defaults.ts';
import { type FlatSchemas, flatSchemas } from '../model/schema/flat-schemas.ts';
import { isRecord, type JsonSchema, pointerTo, type SchemaRoot } from '../model/schema/json-schema.ts';
import type { SchemaFiles } from '../read/schema-files.ts';
import type { At } from './branch.ts';
import type { DiffPlace } from './finding.ts';

/** One of the two contracts, with the way from what it says to where it says it. */
export class ContractSide {
  readonly model: PluginModel;
  readonly flats: FlatSchemas;
  readonly #files: SchemaFiles;
  readonly #config: string;

  constructor(model: PluginModel, files: SchemaFiles, root: string) {
    this.model = model;
    this.flats = flatSchemas(model.bundle);
    this.#files = files;
    this.#config = pathToFileURL(join(root, 'config.yaml')).href;
  }

  /** What config.yaml says at a pointer, as it was written. */
  config(...path: readonly string[]): unknown {
    let value = this.#files.document(this.#config)?.value;
    for (const part of path) value = isRecord(value) && Object.hasOwn(value, part) ? value[part] : undefined;
    return value;
  }

  /** Where config.yaml says it, or what holds it. */
  place(...path: readonly (string | number)[]): DiffPlace {
    return asPlace(this.#files.document(this.#config)?.place(pointerTo('', ...path), 'key'));
  }

  /** The flat schema of a root; params refuse unknown fields unless they decide themselves. */
  schema(root: SchemaRoot, closed: boolean): JsonSchema {
    const { flat, source } = this.flats.root(root);
    if (!closed) return flat;
    const schema = closeSchema(flat, this.flats);
    if (isRecord(schema) && schema !== flat) this.flats.noteSource(schema, source);
    return schema;
  }

  /** Whether a default is filled in anywhere in a value of this root. */
  fills(root: SchemaRoot): boolean {
    return definitionFills(this.flats.root(root).id, this.flats);
  }

  /** A schema of a route: a path below the plugin, or the schema itself. Undefined where there is none. */
  routeSchema(...path: readonly string[]): SchemaRoot | undefined {
    const written = this.config(...path);
    if (typeof written !== 'string') return isRecord(written) ? this.#add(this.#config, pointerTo('', ...path), written) : undefined;
    const uri = written.startsWith('actionsmith:') ? written : new URL(written, this.#config).href;
    const schema = this.#files.load(uri);
    return isRecord(schema) ? this.#add(uri, '', schema) : undefined;
  }

  /** Where a schema stands. One that ships with the toolkit is shown where the contract comes to it. */
  placeOf(at: At | undefined, root: SchemaRoot): DiffPlace {
    const source = at === undefined ? undefined : (this.flats.sourceOf(at.schema) ?? at.schema);
    const context = source === undefined ? undefined : this.model.bundle.contextOf(source);
    const document = context === undefined ? undefined : this.#files.document(context.uri);
    if (context === undefined || document === undefined) return asPlace(this.#files.document(root.uri)?.place(root.pointer));
    const { keyword, name } = at!;
    const parts = [...(keyword === undefined ? [] : [keyword]), ...(name === undefined ? [] : [name])];
    const pointer = pointerTo(context.pointer, ...parts);
    return asPlace(document.place(document.locate(pointer) === undefined ? context.pointer : pointer, 'key'));
  }

  #add(uri: string, pointer: string, schema: JsonSchema): SchemaRoot {
    const root = { uri, pointer, schema };
    this.model.bundle.add(root);
    return root;
  }
}

function asPlace(place: Place | undefined): DiffPlace {
  return { file: place?.file ?? 'config.yaml', line: place?.span?.line ?? 1, column: place?.span?.column ?? 1 };
}
