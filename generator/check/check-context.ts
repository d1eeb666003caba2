import type { DataOf, DiagnosticCode } from '../diagnostics/catalogue.ts';
import type { Diagnostics } from '../diagnostics/diagnostics.ts';
import type { LocatedDocument, PointerTarget } from '../read/located-document.ts';
import { parsePointer, toPointer } from '../read/pointer.ts';
import type { SchemaFiles } from '../read/schema-files.ts';

/** A place in a document that a check looks at. Steps may stand in a file of their own, so the document is part of it. */
export class Spot {
  readonly document: LocatedDocument;
  readonly pointer: string;
  readonly target: PointerTarget;

  constructor(document: LocatedDocument, pointer: string, target: PointerTarget = 'value') {
    this.document = document;
    this.pointer = pointer;
    this.target = target;
  }

  at(...path: readonly (string | number)[]): Spot {
    return new Spot(this.document, this.pointer + toPointer(path));
  }

  get key(): Spot {
    return new Spot(this.document, this.pointer, 'key');
  }

  /** What the author wrote here, without defaults; undefined where there is nothing. */
  get value(): unknown {
    let at = this.document.value;
    for (const part of parsePointer(this.pointer)) {
      at = at !== null && typeof at === 'object' && Object.hasOwn(at, part) ? (at as Readonly<Record<string, unknown>>)[part] : undefined;
    }
    return at;
  }

  get line(): number {
    return this.document.place(this.pointer, this.target).span?.line ?? 1;
  }
}

/** What every check is given: where to report, which files there are, and which parts of the contract are sound enough to look at. */
export class CheckContext {
  readonly diagnostics: Diagnostics;
  readonly files: SchemaFiles;
  readonly #broken = new Set<string>();

  constructor(diagnostics: Diagnostics, files: SchemaFiles) {
    this.diagnostics = diagnostics;
    this.files = files;
  }

  report<C extends DiagnosticCode>(code: C, data: DataOf<C>, spot: Spot, suggestion?: string): void {
    this.diagnostics.report(code, data, spot.document.place(spot.pointer, spot.target), suggestion);
  }

  /** Remembers that the schema of config.yaml refused this part, and so everything that holds it. */
  markBroken(spot: Spot): void {
    for (let pointer = spot.pointer; ; pointer = pointer.slice(0, pointer.lastIndexOf('/'))) {
      this.#broken.add(`${spot.document.uri}#${pointer}`);
      if (pointer === '') return;
    }
  }

  /** True where neither this part nor anything in it was refused: a further check of it can rely on its types. */
  isSound(spot: Spot): boolean {
    return !this.#broken.has(`${spot.document.uri}#${spot.pointer}`);
  }
}
