import type { Diagnostic } from '../diagnostics/types.ts';
import type { LocatedDocument } from './located-document.ts';
import type { SchemaFiles } from './schema-files.ts';

/** What an author wrote, read but not yet checked. */
export interface Contract {
  /** The plugin's folder, absolute and without links. */
  readonly root: string;
  readonly config: LocatedDocument;
  /** Reads further files of the plugin when they are asked for. */
  readonly files: SchemaFiles;
  /** What is wrong with the text of config.yaml although it has a value: a key that comes twice, for instance. `checkContract` repeats it. */
  readonly diagnostics: readonly Diagnostic[];
}
