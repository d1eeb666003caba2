import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Diagnostics } from '../diagnostics/diagnostics.ts';
import type { Diagnostic } from '../diagnostics/types.ts';
import { baseSchemaPath, loadBaseSchema } from './base-schemas.ts';
import type { LocatedDocument } from './located-document.ts';
import { readLocated } from './read-located.ts';
import { SchemaMap } from './schema-map.ts';
import { ZodDocument } from './zod/zod-document.ts';
import { ZodModules } from './zod/zod-modules.ts';

/** Why a file of the plugin cannot be had. `broken` was reported in the file itself. */
export type FileFailure = 'missing' | 'outside' | 'broken';

/** The files of a plugin that its contract names, each read once, none from outside of the plugin's folder and none from a network. */
export class SchemaFiles {
  readonly root: string;
  /** Modules of the plugin that export schemas. */
  readonly zod: ZodModules;
  /** URIs of the web that stand for files here. */
  readonly map: SchemaMap = new SchemaMap();
  readonly #mapped = new Set<string>();
  readonly #documents = new Map<string, LocatedDocument | FileFailure>();
  readonly #bases = new Set<string>();
  readonly #diagnostics = new Diagnostics();

  /** `root`: the plugin's folder, absolute and without links. */
  constructor(root: string) {
    this.root = root;
    this.zod = new ZodModules(root);
  }

  /** The value of the document at a `file:` URL, or of a base schema (`actionsmith:train.params`); a fragment is ignored. Undefined where there is none. */
  load(uri: string): unknown {
    const base = baseSchemaPath(uri);
    if (base === undefined) return this.document(uri)?.value;
    this.#bases.add(base);
    return loadBaseSchema(base);
  }

  document(uri: string): LocatedDocument | undefined {
    const found = this.open(uri);
    return typeof found === 'string' ? undefined : found;
  }

  /** File and line of a part of a document: `schemas/train.params.json:12`. Undefined for what is no file of the plugin. */
  locate({ uri, pointer }: { readonly uri: string; readonly pointer: string }): string | undefined {
    const document = uri.startsWith('actionsmith:') ? undefined : this.document(uri);
    return document && `${document.file}:${(document.locate(pointer, 'key') ?? document.locate(pointer))?.line ?? 1}`;
  }

  /** The document, or why there is none. */
  open(uri: string): LocatedDocument | FileFailure {
    const key = uri.replace(/#.*$/s, '');
    const known = this.#documents.get(key);
    if (known !== undefined) return known;
    const opened = this.#read(key);
    this.#documents.set(key, opened);
    return opened;
  }

  /** Makes a document known that was read elsewhere: config.yaml holds schemas too. */
  add(document: LocatedDocument): void {
    this.#documents.set(document.uri, document);
  }

  /** Every file that was asked for, as an absolute path: what the contract depends on. */
  paths(): string[] {
    const read = [...this.#documents].filter(([, document]) => !(document instanceof ZodDocument));
    return [...read.flatMap(([uri]) => pathOf(uri) ?? []), ...this.#bases, ...this.#mapped, ...this.zod.inputs()];
  }

  /** What is wrong with the files that were read so far. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics.list();
  }

  #read(uri: string): LocatedDocument | FileFailure {
    const mapped = this.map.fileOf(uri);
    if (mapped !== undefined) {
      this.#mapped.add(mapped);
      const shown = relative(this.root, mapped).split(sep).join('/');
      return readLocated(mapped, { file: shown, uri, diagnostics: this.#diagnostics }) ?? 'broken';
    }
    const path = pathOf(uri);
    if (path === undefined) return 'missing';
    if (!isBelow(path, this.root)) return 'outside';
    let real: string;
    try {
      real = realpathSync(path);
    } catch {
      return 'missing';
    }
    if (!isBelow(real, this.root)) return 'outside';
    const file = relative(this.root, path).split(sep).join('/');
    return readLocated(real, { file, uri, diagnostics: this.#diagnostics }) ?? 'broken';
  }
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined; // another scheme, or no URL at all
  }
}

function isBelow(path: string, root: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep);
}
