import type { schemaCatalogue } from '../../diagnostics/schema-catalogue.ts';
import type { SchemaPlace } from './json-schema.ts';

/** What is wrong with a schema, and where: `pointer` leads to the culprit in the document `uri`. */
export interface SchemaProblem extends SchemaPlace {
  /** Default: as the catalogue says. */
  readonly severity?: 'error' | 'warning';
  readonly code: keyof typeof schemaCatalogue;
  readonly data: Readonly<Record<string, unknown>>;
  /** Better advice for this very place than the catalogue's: `did you mean "minimum"?` */
  readonly suggestion?: string;
  /** Whether the key at the pointer is meant, or its value (default). */
  readonly on?: 'key' | 'value';
  /** The references that lead from the root's document to this one, the last first; none in the root's own document. */
  readonly via?: readonly SchemaPlace[];
}
